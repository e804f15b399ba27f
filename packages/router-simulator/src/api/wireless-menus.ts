import type { Router } from "../router/router.ts";
import type { Row } from "../router/table.ts";
import { formatDuration } from "../values/duration.ts";
import { kept, sensitive, shown, text } from "./columns.ts";
import type { Menu } from "./menu.ts";
import { Trap } from "./trap.ts";

/**
 * Where a router of this version, with its WiFi package, keeps its networks. From 7.13 on `/interface/wifi` is always there; with
 * the older drivers it is empty, and the networks are in `/interface/wireless`.
 */
export function wirelessMenus(router: Router): readonly (readonly [string, Menu])[] {
  const kind = router.wireless;
  if (kind !== "wireless") {
    return [
      [`/interface/${kind}`, wifi],
      [`/interface/${kind}/registration-table`, { columns: {}, live: wifiRegistrations }],
    ];
  }
  const empty: Menu = { columns: {}, live: () => [] };
  const wifiMenus: [string, Menu][] = [
    ["/interface/wifi", empty],
    ["/interface/wifi/registration-table", empty],
  ];
  return [
    ...(router.version.atLeast(7, 13) ? wifiMenus : []),
    ["/interface/wireless", wireless],
    ["/interface/wireless/registration-table", { columns: {}, live: wirelessRegistrations }],
    ["/interface/wireless/security-profiles", securityProfiles],
  ];
}

/** Guests are on the first network. */
function registrations(
  router: Router,
): readonly { readonly id: string; readonly row: Row; readonly network: Row }[] {
  const network = router.tables.wireless.entries().next().value?.[1] ?? {};
  return router.sessions.all().map(({ id, mac, uptimeMs }) => ({
    id,
    network,
    row: {
      ".id": id,
      interface: network.name ?? "",
      "mac-address": mac,
      uptime: formatDuration(uptimeMs / 1000),
    },
  }));
}

const wifiRegistrations = (router: Router): Row[] =>
  registrations(router).map(({ row, network }) => ({
    ...row,
    ssid: network["configuration.ssid"] ?? "",
    signal: "-58",
    authorized: "true",
  }));

const wirelessRegistrations = (router: Router): Row[] =>
  registrations(router).map(({ row }) => ({ ...row, ap: "false", "signal-strength": "-58@HT20-7" }));

const wifi: Menu = {
  table: "wireless",
  cannotAdd: true,
  columns: {
    "default-name": kept(),
    name: text,
    "mac-address": text,
    "configuration.mode": text,
    "configuration.ssid": text,
    "security.authentication-types": text,
    "security.passphrase": sensitive,
    disabled: shown("false", "boolean"),
    master: kept("true", "boolean"),
    running: kept("false", "boolean"),
    comment: text,
  },
  check(_router, row) {
    checkSsid(row["configuration.ssid"], "configuration.ssid");
    checkKey(row["security.passphrase"], "security.passphrase");
  },
  computed: followsDisabled,
};

const wireless: Menu = {
  table: "wireless",
  cannotAdd: true,
  columns: {
    name: text,
    "mac-address": text,
    "interface-type": kept(),
    mode: shown("station"),
    ssid: shown("MikroTik"),
    band: shown("2ghz-b/g/n"),
    "security-profile": shown("default"),
    disabled: shown("false", "boolean"),
    running: kept("false", "boolean"),
    comment: text,
  },
  check(router, row) {
    checkSsid(row.ssid, "ssid");
    if (!router.tables.securityProfiles.named(row["security-profile"] ?? "default"))
      throw new Trap("input does not match any value of security-profile", "1");
  },
  computed: followsDisabled,
};

/** The router counts bytes: 32 of a name, 8 to 63 of a key. */
function checkSsid(ssid: string | undefined, argument: string): void {
  if (ssid !== undefined && ssid.length > 32) throw new Trap(`value of ${argument} is too long`);
}

function checkKey(key: string | undefined, argument: string): void {
  if (key && (key.length < 8 || key.length > 63))
    throw new Trap(`value of ${argument} must be from 8 to 63 characters long`);
}

function followsDisabled(_router: Router, row: Row): Row {
  return row.disabled === "true" ? { running: "false" } : {};
}

const securityProfiles: Menu = {
  table: "securityProfiles",
  columns: {
    name: text,
    mode: shown("none"),
    "authentication-types": shown(""),
    "unicast-ciphers": shown("aes-ccm"),
    "group-ciphers": shown("aes-ccm"),
    "wpa-pre-shared-key": { ...sensitive, byDefault: "" },
    "wpa2-pre-shared-key": { ...sensitive, byDefault: "" },
  },
  check(router, row, id) {
    if (!row.name) throw new Trap("missing =name=");
    checkKey(row["wpa2-pre-shared-key"], "wpa2-pre-shared-key");
    const twin = router.tables.securityProfiles.named(row.name);
    if (twin && twin[0] !== id) throw new Trap("failure: security profile with the same name already exists");
  },
};
