import { useI18n } from "../../i18n/i18n.tsx";
import { ConfirmSheet } from "../../ui/confirm-sheet.tsx";
import type { NetworkChange } from "./network-draft.ts";
import type { WifiNetwork } from "./network-list.tsx";

type Props = {
  readonly network: WifiNetwork;
  readonly change: NetworkChange;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** What changes, and who is thrown off by it. */
export function NetworkQuestion({ network, change, busy, onConfirm, onClose }: Props) {
  const { t, f } = useI18n();
  const { clients, enabled, name } = network;
  const ssid = network.ssid ?? name;
  const apart = (text: string) => `\u2068${text}\u2069`;
  const parts = [
    ...(change.ssid === undefined ? [] : [t.wifiWork.willRename(apart(ssid), apart(change.ssid))]),
    ...(change.password === undefined ? [] : [t.wifiWork.willPassword]),
    ...(change.enabled === undefined ? [] : [change.enabled ? t.wifiWork.willOn : t.wifiWork.willOff]),
  ];
  const who =
    clients === null || clients === 0
      ? t.wifiWork.nobodyOff
      : `${t.wifiWork.thrownOff(clients, f.count(clients))} ${change.enabled === false ? "" : t.wifiWork.joinAgain}`;
  return (
    <ConfirmSheet
      title={t.wifiWork.confirmTitle(apart(ssid))}
      text={parts.join(" ")}
      warnings={enabled ? [who.trim(), t.wifiWork.ownLine] : []}
      confirm={t.wifiWork.confirm}
      busy={busy}
      testId="network-question"
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}
