export type QrKind = "login" | "wifi" | "none";

/**
 * What a phone's camera reads: the hotspot's login page with the code filled in, or the network itself.
 * Null when it cannot be made: an address, or a network, is missing.
 */
export function qrContent(
  kind: QrKind,
  { code, address, ssid }: { readonly code: string; readonly address: string; readonly ssid: string | null },
): string | null {
  if (kind === "login") return loginLink(address, code);
  if (kind === "wifi" && ssid !== null && ssid !== "") return `WIFI:T:nopass;S:${escaped(ssid)};;`;
  return null;
}

/** Of an address as people write it (`10.5.50.1`, `wifi.cafe/login`, `http://…`); null when it is none. */
export function loginLink(address: string, code: string): string | null {
  const typed = address.trim();
  if (typed === "" || /\s/.test(typed)) return null;
  const url = URL.parse(/^https?:\/\//i.test(typed) ? typed : `http://${typed}`);
  if (url === null || url.hostname === "") return null;
  if (url.pathname === "/") url.pathname = "/login";
  url.hash = "";
  url.searchParams.set("username", code);
  url.searchParams.set("password", code);
  return url.href;
}

/** The signs that mean something in a WIFI: text. */
const escaped = (text: string) => text.replaceAll(/[\\;,:"]/g, "\\$&");
