/** What a RouterOS version can and cannot do, as far as a client notices. */
export interface RouterVersion {
  readonly text: string;
  atLeast(major: number, minor: number): boolean;
}

export function routerVersion(text: string): RouterVersion {
  const match = /^(\d+)\.(\d+)/.exec(text);
  if (!match) throw new Error(`"${text}" is not a RouterOS version such as 7.20.4`);
  const [have, haveMinor] = [Number(match[1]), Number(match[2])];
  return {
    text,
    atLeast: (major, minor) => have > major || (have === major && haveMinor >= minor),
  };
}

export type WirelessKind = "wifi" | "wifiwave2" | "wireless";

export function wirelessKind(version: RouterVersion): WirelessKind {
  if (version.atLeast(7, 13)) return "wifi";
  return version.atLeast(7, 0) ? "wifiwave2" : "wireless";
}
