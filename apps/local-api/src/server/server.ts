import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import { fastifySSE } from "@fastify/sse";
import fastifyStatic from "@fastify/static";
import { dispatch } from "@mikro-dash/http/dispatch";
import { frameworkErrors, mountDispatch, sendAnswer } from "@mikro-dash/http/fastify";
import type { HttpContext } from "@mikro-dash/http/http-context";
import { nodeRequest } from "@mikro-dash/http/node-request";
import fastify, { type FastifyInstance } from "fastify";
import type { Events } from "./events.ts";
import { watchEventLoop } from "./metrics.ts";

const EVENTS_PATH = "/api/v1/events";
const STILL_THERE_EVERY_MS = 15_000;

/** What pages may load: everything from here, nothing from elsewhere. Styles in attributes are how charts are drawn. */
const PAGE_HEADERS = {
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

export interface ServerParts<Ctx> {
  readonly http: HttpContext<Ctx>;
  readonly events: Events;
  readonly webDist: string;
  /** A page began to listen. */
  readonly onPageOpened: () => void;
  /** Prometheus text of the sync. */
  readonly metrics: () => Promise<string>;
}

/** The API, its events and the web app on one port. */
export async function buildServer<Ctx>(parts: ServerParts<Ctx>): Promise<FastifyInstance> {
  const { http, webDist } = parts;
  const server = fastify({ frameworkErrors: frameworkErrors(http), forceCloseConnections: true });
  await server.register(fastifySSE, { heartbeatInterval: STILL_THERE_EVERY_MS });
  mountEvents(server, parts);
  mountMetrics(server, parts);
  mountDispatch(server, http);
  if (existsSync(join(webDist, "index.html"))) await mountPages(server, webDist);
  return server;
}

function mountEvents<Ctx>(server: FastifyInstance, { http, events, onPageOpened }: ServerParts<Ctx>): void {
  server.get(EVENTS_PATH, { sse: "dual", exposeHeadRoute: false }, async (request, reply) => {
    // The same doors, and the same answers to those who may not enter, as everywhere else.
    const answer = await dispatch(nodeRequest(request.raw, EVENTS_PATH), http);
    const refused = answer.status === 403;
    if (refused || reply.sse === undefined) return sendAnswer(reply, answer);
    reply.sse.keepAlive();
    const leave = await events.join({ send: (message) => reply.sse.send(message) });
    if (reply.sse.isConnected) reply.sse.onClose(leave);
    else leave();
    onPageOpened();
  });
}

/** For the shop's own monitoring: this server listens on loopback only, and answers nobody who calls it by another name. */
function mountMetrics<Ctx>(server: FastifyInstance, { http, metrics }: ServerParts<Ctx>): void {
  const eventLoop = watchEventLoop();
  server.addHook("onClose", async () => eventLoop.stop());
  server.get("/metrics", { exposeHeadRoute: false }, async (request, reply) => {
    const answer = await dispatch(nodeRequest(request.raw, "/health"), http);
    if (answer.status !== 200) return sendAnswer(reply, answer);
    const text = eventLoop.read() + (await metrics());
    return reply.type("text/plain; version=0.0.4; charset=utf-8").send(text);
  });
}

async function mountPages(server: FastifyInstance, webDist: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: webDist,
    setHeaders(reply, path) {
      for (const [name, value] of Object.entries(PAGE_HEADERS)) reply.header(name, value);
      // Built assets carry a hash in their names; the page that names them must be asked for anew.
      const immutable = path.includes("/assets/");
      reply.header("cache-control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  server.setNotFoundHandler((request, reply) => {
    // An address of the app has no extension; a script of an older build that is gone must not become a page.
    const isPage = request.method === "GET" && extname(request.url.split("?")[0] ?? "") === "";
    return isPage ? reply.sendFile("index.html") : reply.code(404).send();
  });
}
