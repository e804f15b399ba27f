import type { Router } from "../router/router.ts";
import type { Row } from "../router/table.ts";
import { formatDuration } from "../values/duration.ts";
import { wirelessKind } from "../values/version.ts";
import { HOTSPOT_MENUS, kept, shown, text } from "./hotspot-menus.ts";
import type { Menu, MenuSet } from "./menu.ts";

/** The menus a router of this version has: the WiFi package decides under which name its networks are found. */
export function menusOf(router: Router): MenuSet {
  const kind = wirelessKind(router.version);
  const menus = new Map<string, Menu>([...HOTSPOT_MENUS, ...SYSTEM_MENUS]);
  menus.set(`/interface/${kind}`, kind === "wireless" ? wireless : wifi);
  menus.set(`/interface/${kind}/registration-table`, { columns: {}, live: registrations });
  if (kind === "wireless") menus.set("/interface/wireless/security-profiles", securityProfiles);
  return menus;
}

function resource(router: Router): Row {
  return {
    uptime: formatDuration(router.uptimeSeconds),
    version: `${router.version.text} (stable)`,
    "build-time": "2026-08-04 09:12:44",
    "free-memory": String(151_224_320 - router.tables.hotspotUsers.size * 512),
    "total-memory": "268435456",
    cpu: "ARM",
    "cpu-count": "4",
    "cpu-frequency": "716",
    "cpu-load": String(Math.min(97, 3 + Math.ceil(router.sessions.all().length / 4))),
    "free-hdd-space": "1507328",
    "total-hdd-space": "16777216",
    "architecture-name": "arm",
    "board-name": "hAP ac^2",
    platform: "MikroTik",
  };
}

function clock(router: Router): Row {
  const iso = new Date(router.now).toISOString();
  const date = router.version.atLeast(7, 10) ? iso.slice(0, 10) : oldDate(router.now);
  return {
    time: iso.slice(11, 19),
    date,
    "time-zone-autodetect": "true",
    "time-zone-name": "UTC",
    "gmt-offset": "+00:00",
  };
}

/** `nov/22/2026`, as RouterOS printed dates before they became ISO. */
function oldDate(at: number): string {
  const [month, day, year] = new Date(at)
    .toLocaleDateString("en-US", { month: "short", day: "2-digit", year: "numeric", timeZone: "UTC" })
    .replace(",", "")
    .split(" ");
  return `${month?.toLowerCase()}/${day}/${year}`;
}

function registrations(router: Router): Row[] {
  const network = router.tables.wireless.entries().next().value?.[1];
  return router.sessions.all().map((session) => ({
    ".id": session.id,
    interface: network?.name ?? "wifi1",
    ssid: network?.["configuration.ssid"] ?? network?.ssid ?? "",
    "mac-address": session.mac,
    uptime: formatDuration(session.uptimeMs / 1000),
    signal: "-58",
    "signal-strength": "-58",
  }));
}

const lease: Menu = {
  table: "leases",
  columns: {
    address: text,
    "mac-address": text,
    "client-id": text,
    server: shown("all"),
    "address-lists": shown(""),
    "host-name": kept(),
    status: kept("waiting"),
    "active-address": kept(),
    radius: kept("false", "boolean"),
    dynamic: kept("false", "boolean"),
    blocked: kept("false", "boolean"),
    disabled: shown("false", "boolean"),
    comment: text,
  },
  computed: (router, row) =>
    row.status === "bound"
      ? {
          "active-address": row.address ?? "",
          "active-mac-address": row["mac-address"] ?? "",
          "active-server": row.server ?? "",
          "expires-after": formatDuration(1800 - (router.uptimeSeconds % 900)),
          "last-seen": formatDuration(router.uptimeSeconds % 900),
        }
      : { "last-seen": "never" },
};

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
    "security.passphrase": text,
    disabled: shown("false", "boolean"),
    master: kept("true", "boolean"),
    running: kept("false", "boolean"),
    comment: text,
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
  computed: followsDisabled,
};

function followsDisabled(_router: Router, row: Row): Row {
  return row.disabled === "true" ? { running: "false" } : {};
}

const securityProfiles: Menu = {
  table: "securityProfiles",
  columns: {
    name: text,
    mode: shown("none"),
    "authentication-types": shown(""),
    "wpa2-pre-shared-key": shown(""),
  },
};

const SYSTEM_MENUS: readonly (readonly [string, Menu])[] = [
  ["/ip/dhcp-server/lease", lease],
  [
    "/interface",
    {
      table: "interfaces",
      cannotAdd: true,
      columns: {
        name: text,
        "default-name": kept(),
        type: kept("ether"),
        mtu: shown("1500", "integer"),
        "mac-address": kept(),
        running: kept("false", "boolean"),
        disabled: shown("false", "boolean"),
        comment: text,
      },
    },
  ],
  [
    "/system/identity",
    { table: "identity", single: true, cannotAdd: true, columns: { name: shown("MikroTik") } },
  ],
  ["/system/resource", { single: true, columns: {}, live: (router) => [resource(router)] }],
  ["/system/clock", { single: true, columns: {}, live: (router) => [clock(router)] }],
];
