import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Served } from "./api/connection.ts";
import { execute } from "./api/execute.ts";
import { printedRows } from "./api/menu.ts";
import { type ApiServer, listen } from "./api/server.ts";
import { Trap } from "./api/trap.ts";
import type { Fault } from "./faults.ts";
import type { Row } from "./router/table.ts";
import { bytesOf, textOf } from "./wire/byte-string.ts";
import { parseRequest } from "./wire/sentence.ts";

type Body = Readonly<Record<string, unknown>>;
type Route = (served: Served, api: ApiServer, body: Body) => unknown;

/** A request the control API cannot serve: said to the caller with this status. */
class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The hand of a test or a demo inside the router: people log in, browse, time passes, the light goes out. Loopback only. */
export async function serveControl(served: Served, api: ApiServer, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(served, api, request)
      .then((value) => reply(response, 200, value))
      .catch((error: unknown) => {
        reply(response, statusOf(error), { error: error instanceof Error ? error.message : String(error) });
      });
  });
  await listen(server, "127.0.0.1", port);
  return server;
}

function statusOf(error: unknown): number {
  if (error instanceof Refused) return error.status;
  if (error instanceof Trap) return 409;
  return error instanceof RangeError ? 400 : 500;
}

async function answer(served: Served, api: ApiServer, request: IncomingMessage): Promise<unknown> {
  const name = `${request.method} ${new URL(request.url ?? "/", "http://router").pathname}`;
  const route = ROUTES[name];
  if (!route) throw new Refused(404, `${name} is not one of: ${Object.keys(ROUTES).join(", ")}`);
  return route(served, api, await readBody(request));
}

const ROUTES: Readonly<Record<string, Route>> = {
  "GET /state": (served, api) => dump(served, api),
  "GET /commands": (served) => ({
    counts: served.log.counts(),
    mostAtOnce: served.log.mostAtOnce,
    last: served.log.last(),
  }),
  "POST /login": (served, _api, body) => {
    const result = served.router.sessions.login({
      user: textIn(body, "code"),
      mac: body.mac === undefined ? macFor(textIn(body, "code")) : textIn(body, "mac"),
      ...(body.password === undefined ? {} : { password: textIn(body, "password") }),
      ...(body.hostName === undefined ? {} : { hostName: textIn(body, "hostName") }),
      ...(body.server === undefined ? {} : { server: textIn(body, "server") }),
      ...(body.bytesInPerSecond === undefined
        ? {}
        : { bytesInPerSecond: numberIn(body, "bytesInPerSecond") }),
      ...(body.bytesOutPerSecond === undefined
        ? {}
        : { bytesOutPerSecond: numberIn(body, "bytesOutPerSecond") }),
    });
    if (!result.ok) throw new Refused(409, textOf(result.reason));
    return { id: result.id };
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
  /** Any API command, as the first account: `{ "words": ["/ip/hotspot/user/add", "=name=A"] }`. */
  "POST /command": (served, _api, body) => {
    const words = Array.isArray(body.words) ? body.words.map((word) => bytesOf(String(word))) : [];
    const account = served.router.accounts[0];
    if (!account || words.length === 0)
      throw new Refused(400, 'words must be a list such as ["/ip/hotspot/user/print"]');
    const result = execute(served.router, served.menus, account, parseRequest(words));
    return { rows: result.rows.map(readable), ...(result.ret === undefined ? {} : { ret: result.ret }) };
  },
};

function dump(served: Served, api: ApiServer): unknown {
  const tables: Record<string, unknown> = {};
  for (const [path, menu] of served.menus) tables[path] = printedRows(menu, served.router).map(readable);
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

async function readBody(request: IncomingMessage): Promise<Body> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  if (text === "") return {};
  try {
    return JSON.parse(text) as Body;
  } catch {
    throw new Refused(400, "the body is not JSON");
  }
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}
