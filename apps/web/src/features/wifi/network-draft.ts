import type { EndpointRequest } from "@mikro-dash/api-contract/contract";
import type { WifiNetwork } from "./network-list.tsx";

export type NetworkDraft = { readonly ssid: string; readonly password: string; readonly enabled: boolean };
export type NetworkChange = NonNullable<EndpointRequest<"updateWifiNetwork">["body"]>;

const SSID_BYTES = 32;
/** Arabic letters are two bytes each. */
export const isSsid = (name: string) => {
  const { length } = new TextEncoder().encode(name.trim());
  return length > 0 && length <= SSID_BYTES;
};
/** Empty = it stays. */
export const isPassword = (text: string) => text === "" || /^[\x20-\x7e]{8,63}$/.test(text);

/** Only what is different; null while something is wrong, or nothing is. */
export function readNetwork(network: WifiNetwork, draft: NetworkDraft): NetworkChange | null {
  const ssid = draft.ssid.trim();
  // A network without a name of its own (its driver has it elsewhere) may stay so.
  const named = ssid !== (network.ssid ?? "");
  if ((named && !isSsid(ssid)) || !isPassword(draft.password)) return null;
  const change = {
    ...(named ? { ssid } : {}),
    ...(draft.password === "" ? {} : { password: draft.password }),
    ...(draft.enabled === network.enabled ? {} : { enabled: draft.enabled }),
  };
  return Object.keys(change).length === 0 ? null : change;
}
