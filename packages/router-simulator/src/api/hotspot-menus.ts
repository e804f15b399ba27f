import { dropCookies, expiresIn } from "../router/cookies.ts";
import type { Router } from "../router/router.ts";
import { type Row, withColumns } from "../router/table.ts";
import type { Column } from "../values/column.ts";
import { formatDuration } from "../values/duration.ts";
import type { ByteString } from "../wire/byte-string.ts";
import { kept, sensitive, shown, text } from "./columns.ts";
import type { Menu } from "./menu.ts";
import { Trap } from "./trap.ts";

const limits: Record<string, Column> = {
  "limit-uptime": { type: "duration" },
  "limit-bytes-in": { type: "bytes" },
  "limit-bytes-out": { type: "bytes" },
  "limit-bytes-total": { type: "bytes" },
};

const hotspotUser: Menu = {
  table: "hotspotUsers",
  columns: {
    name: text,
    password: sensitive,
    server: text,
    profile: shown("default"),
    address: text,
    "mac-address": text,
    email: text,
    ...limits,
    uptime: kept("0s", "duration"),
    "bytes-in": kept("0", "bytes"),
    "bytes-out": kept("0", "bytes"),
    "packets-in": kept("0", "integer"),
    "packets-out": kept("0", "integer"),
    default: kept(),
    dynamic: kept("false", "boolean"),
    disabled: shown("false", "boolean"),
    comment: text,
  },
  check(router, row, id) {
    if (!row.name) throw new Trap("missing =name=");
    referTo(router, "hotspotUserProfiles", row.profile ?? "default", "profile");
    if (row.server && row.server !== "all") referTo(router, "hotspotServers", row.server, "server");
    for (const [otherId, other] of router.tables.hotspotUsers.allNamed(row.name)) {
      if (otherId === id) continue;
      if ((other.server ?? "all") !== (row.server ?? "all")) continue;
      throw new Trap("failure: already have user with this name for this server");
    }
  },
  remove(router, id) {
    const user = router.tables.hotspotUsers.get(id);
    if (user?.default === "true") throw new Trap("failure: can not remove default trial user");
    for (const session of router.sessions.of(user?.name ?? "")) router.sessions.logout(session.id);
    dropCookies(router, (cookie) => cookie.user === user?.name);
    router.tables.hotspotUsers.delete(id);
  },
  verbs: {
    "reset-counters": (router, id) => {
      const zero = { uptime: "", "bytes-in": "", "bytes-out": "", "packets-in": "", "packets-out": "" };
      router.tables.hotspotUsers.put(id, withColumns(router.tables.hotspotUsers.get(id) ?? {}, zero));
    },
  },
};

const hotspotUserProfile: Menu = {
  table: "hotspotUserProfiles",
  columns: {
    name: text,
    "address-pool": text,
    "session-timeout": { type: "duration" },
    "idle-timeout": shown("none"),
    "keepalive-timeout": shown("2m", "duration"),
    "status-autorefresh": shown("1m", "duration"),
    "shared-users": shown("1", "integer"),
    "rate-limit": text,
    "add-mac-cookie": shown("true", "boolean"),
    "mac-cookie-timeout": shown("3d", "duration"),
    "transparent-proxy": shown("false", "boolean"),
    default: kept("false", "boolean"),
  },
  check(router, row, id) {
    if (!row.name) throw new Trap("missing =name=");
    const twin = router.tables.hotspotUserProfiles.named(row.name);
    if (twin && twin[0] !== id)
      throw new Trap("failure: hotspot user profile with the same name already exists");
  },
};

function referTo(
  router: Router,
  table: "hotspotUserProfiles" | "hotspotServers",
  name: ByteString,
  argument: string,
): void {
  if (!router.tables[table].named(name)) {
    throw new Trap(`input does not match any value of ${argument}`, "1");
  }
}

function activeRows(router: Router): Row[] {
  return router.sessions.all().map((session) => {
    const msLeft = router.sessions.msLeft(session);
    return {
      ".id": session.id,
      server: session.server,
      user: session.user,
      address: session.address,
      "mac-address": session.mac,
      "login-by": session.loginBy,
      uptime: formatDuration(session.uptimeMs / 1000),
      ...(msLeft === undefined ? {} : { "session-time-left": formatDuration(msLeft / 1000) }),
      "idle-time": formatDuration(session.idleMs / 1000),
      "keepalive-timeout": "2m",
      "bytes-in": String(session.bytesIn),
      "bytes-out": String(session.bytesOut),
      "packets-in": String(Math.ceil(session.bytesIn / 700)),
      "packets-out": String(Math.ceil(session.bytesOut / 1200)),
      radius: "false",
    };
  });
}

function hostRows(router: Router): Row[] {
  return router.sessions.all().map((session) => ({
    ".id": session.id,
    "mac-address": session.mac,
    address: session.address,
    "to-address": session.address,
    server: session.server,
    uptime: formatDuration(session.uptimeMs / 1000),
    "idle-time": formatDuration(session.idleMs / 1000),
    "bytes-in": String(session.bytesIn),
    "bytes-out": String(session.bytesOut),
    authorized: "true",
    bypassed: "false",
  }));
}

/** Who is put out by hand is not let in again by a cookie. */
function endSession(router: Router, id: ByteString): void {
  const session = router.sessions.all().find((one) => one.id === id);
  if (!session) throw new Trap("no such item");
  router.sessions.logout(id);
  dropCookies(router, (cookie) => cookie["mac-address"] === session.mac);
}

const cookie: Menu = {
  table: "hotspotCookies",
  cannotAdd: true,
  columns: { user: kept(), "mac-address": kept() },
  computed: (router, row) => ({ "expires-in": expiresIn(router, row) }),
};

const ipBinding: Menu = {
  table: "ipBindings",
  ordered: true,
  columns: {
    "mac-address": text,
    address: text,
    "to-address": text,
    server: shown("all"),
    type: shown("regular"),
    disabled: shown("false", "boolean"),
    comment: text,
  },
  check(_router, row) {
    if (!["regular", "bypassed", "blocked"].includes(row.type ?? "regular"))
      throw new Trap("input does not match any value of type", "1");
  },
};

export const HOTSPOT_MENUS: readonly (readonly [string, Menu])[] = [
  [
    "/ip/hotspot",
    {
      table: "hotspotServers",
      columns: {
        name: text,
        interface: text,
        "address-pool": text,
        profile: shown("default"),
        "idle-timeout": shown("5m", "duration"),
        "addresses-per-mac": shown("2", "integer"),
        disabled: shown("false", "boolean"),
        invalid: kept("false", "boolean"),
      },
    },
  ],
  [
    "/ip/hotspot/profile",
    {
      table: "hotspotProfiles",
      columns: {
        name: text,
        "hotspot-address": text,
        "dns-name": text,
        "html-directory": shown("hotspot"),
        "login-by": shown("cookie,http-chap"),
        "http-cookie-lifetime": { type: "duration" },
      },
    },
  ],
  ["/ip/hotspot/user", hotspotUser],
  ["/ip/hotspot/user/profile", hotspotUserProfile],
  ["/ip/hotspot/active", { columns: {}, live: activeRows, remove: endSession }],
  ["/ip/hotspot/host", { columns: {}, live: hostRows, remove: endSession }],
  ["/ip/hotspot/cookie", cookie],
  ["/ip/hotspot/ip-binding", ipBinding],
];
