import type { Router } from "../router/router.ts";
import type { Row } from "../router/table.ts";
import { formatDuration } from "../values/duration.ts";
import { ACCOUNT_MENUS } from "./account-menus.ts";
import { kept, shown, text } from "./columns.ts";
import { HOTSPOT_MENUS } from "./hotspot-menus.ts";
import type { Menu, MenuSet } from "./menu.ts";
import { NETWORK_MENUS } from "./network-menus.ts";
import { wirelessMenus } from "./wireless-menus.ts";

/** The menus that a router of this version has. */
export function menusOf(router: Router): MenuSet {
  return new Map<string, Menu>([
    ...HOTSPOT_MENUS,
    ...SYSTEM_MENUS,
    ...NETWORK_MENUS,
    ...ACCOUNT_MENUS,
    ...wirelessMenus(router),
  ]);
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
