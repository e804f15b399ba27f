import type { Served } from "./api/connection.ts";
import { execute } from "./api/execute.ts";
import { printedRows } from "./api/menu.ts";
import type { ApiServer } from "./api/server.ts";
import type { Fault } from "./faults.ts";
import { ALL_POLICIES } from "./router/accounts.ts";
import type { Login, LoginResult } from "./router/hotspot-sessions.ts";
import { fallSilent, noteLease, releaseLease } from "./router/leases.ts";
import type { Row } from "./router/table.ts";
import { bytesOf, textOf } from "./wire/byte-string.ts";
import { parseRequest } from "./wire/sentence.ts";

export type Body = Readonly<Record<string, unknown>>;
type Route = (served: Served, api: ApiServer, body: Body) => unknown;

/** A request the control API cannot serve: said to the caller with this status. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const CONTROL_ROUTES: Readonly<Record<string, Route>> = {
  "GET /state": (served, api) => dump(served, api),
  "GET /commands": (served) => ({
    counts: served.log.counts(),
    mostAtOnce: served.log.mostAtOnce,
    last: served.log.last(),
  }),
  "POST /login": (served, _api, body) => {
    const mac = body.mac === undefined ? macFor(textIn(body, "code")) : textIn(body, "mac");
    const password = body.password === undefined ? {} : { password: textIn(body, "password") };
    const login = { user: textIn(body, "code"), mac, ...password, ...deviceIn(body) };
    return begun(served.router.sessions.login(login));
  },
  /** A device that was here is in reach again: its mac-cookie lets it in. */
  "POST /return": (served, _api, body) =>
    begun(served.router.sessions.comeBack(textIn(body, "mac"), deviceIn(body))),
  /** A console, or anything else that asks for an address, is switched on or off; with `keepLease` its lease outlives that. */
  "POST /device": (served, _api, body) => {
    const mac = textIn(body, "mac");
    if (body.online === true) return { address: noteLease(served.router, mac, deviceIn(body).hostName) };
    const off = body.keepLease === true ? fallSilent : releaseLease;
    return { known: off(served.router, mac) };
  },
  /** The router's clock is set wrong or right; negative is back. */
  "POST /clock": (served, _api, body) => {
    if (typeof body.jumpSeconds !== "number") throw new Refused(400, "jumpSeconds must be a number");
    served.router.jumpClock(Math.round(body.jumpSeconds * 1000));
    return { now: served.router.now };
  },
  "POST /logout": (served, _api, body) => {
    const sessions = served.router.sessions.of(textIn(body, "code"));
    for (const session of sessions) served.router.sessions.logout(session.id);
    return { ended: sessions.length };
  },
  "POST /traffic": (served, _api, body) => {
    const session = served.router.sessions.of(textIn(body, "code"))[0];
    if (!session) throw new Refused(409, `${String(body.code)} is not online`);
    served.router.sessions.addTraffic(session, numberIn(body, "bytesIn", 0), numberIn(body, "bytesOut", 0));
    return {};
  },
  "POST /advance": (served, _api, body) => {
    served.router.advance(Math.round(numberIn(body, "seconds") * 1000));
    return { uptimeSeconds: served.router.uptimeSeconds };
  },
  "POST /power-cut": (served, api, body) => {
    served.router.powerCut();
    api.goDown(numberIn(body, "downMs", 0));
    return {};
  },
  "POST /reboot": (served, api, body) => {
    served.router.reboot();
    api.goDown(numberIn(body, "downMs", 0));
    return {};
  },
  "GET /faults": (served) => served.faults.list(),
  "POST /faults": (served, _api, body) => {
    served.faults.add(body as unknown as Fault);
    return {};
  },
  "DELETE /faults": (served) => {
    served.faults.clear();
    return {};
  },
  /** Any API command, as somebody who may do everything: `{ "words": ["/ip/hotspot/user/add", "=name=A"] }`. */
  "POST /command": (served, _api, body) => {
    const words = Array.isArray(body.words) ? body.words.map((word) => bytesOf(String(word))) : [];
    if (words.length === 0) throw new Refused(400, 'words must be a list such as ["/ip/hotspot/user/print"]');
    const result = execute(served.router, served.menus, ALL_POLICIES, parseRequest(words));
    return { rows: result.rows.map(readable), ...(result.ret === undefined ? {} : { ret: result.ret }) };
  },
};

function begun(result: LoginResult): { readonly id: string } {
  if (!result.ok) throw new Refused(409, textOf(result.reason));
  return { id: result.id };
}

function deviceIn(body: Body): Omit<Login, "user" | "mac"> {
  return {
    ...(body.hostName === undefined ? {} : { hostName: textIn(body, "hostName") }),
    ...(body.server === undefined ? {} : { server: textIn(body, "server") }),
    ...(body.bytesInPerSecond === undefined ? {} : { bytesInPerSecond: numberIn(body, "bytesInPerSecond") }),
    ...(body.bytesOutPerSecond === undefined
      ? {}
      : { bytesOutPerSecond: numberIn(body, "bytesOutPerSecond") }),
  };
}

function dump(served: Served, api: ApiServer): unknown {
  const tables: Record<string, unknown> = {};
  for (const [path, menu] of served.menus)
    tables[path] = printedRows(menu, served.router, ALL_POLICIES).map(readable);
  return {
    now: served.router.now,
    uptimeSeconds: served.router.uptimeSeconds,
    boots: served.router.boots,
    connections: api.connections,
    accepted: api.accepted,
    menus: tables,
  };
}

const readable = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, textOf(value)]));

/** A device of its own for every code, the same each time. */
function macFor(code: string): string {
  let hash = 2_166_136_261;
  for (const char of code) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619) >>> 0;
  const hex = hash.toString(16).padStart(8, "0").toUpperCase();
  return `A4:83:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}:${hex.slice(6, 8)}`;
}

function textIn(body: Body, key: string): string {
  const value = body[key];
  if (typeof value !== "string" || value === "") throw new Refused(400, `${key} must be a text`);
  return bytesOf(value);
}

function numberIn(body: Body, key: string, otherwise?: number): number {
  const value = body[key] ?? otherwise;
  if (typeof value !== "number" || !(value >= 0))
    throw new Refused(400, `${key} must be a number, 0 or more`);
  return value;
}
