import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Served } from "./api/connection.ts";
import { type ApiServer, listen } from "./api/server.ts";
import { Trap } from "./api/trap.ts";
import { type Body, CONTROL_ROUTES, Refused } from "./control-routes.ts";

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
  const route = CONTROL_ROUTES[name];
  if (!route) throw new Refused(404, `${name} is not one of: ${Object.keys(CONTROL_ROUTES).join(", ")}`);
  return route(served, api, await readBody(request));
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
