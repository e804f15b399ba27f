import type { IncomingMessage } from "node:http";
import { METHODS } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { dispatch } from "./dispatch.ts";
import type { HttpContext } from "./http-context.ts";

/** Addresses that go to `dispatch`; a route of the server's own, such as `/api/v1/events`, is more exact and wins. */
const ADDRESSES = ["/api", "/api/*", "/health", "/ready", "/docs"] as const;

/** `fetch` cannot express these; no address knows them either. */
const INEXPRESSIBLE = new Set(["CONNECT", "TRACE", "TRACK"]);
const NO_BODY = new Set(["GET", "HEAD"]);

/** Hands the API's addresses to `dispatch`, before Fastify parses, validates or refuses anything. */
export function mountDispatch<Ctx>(server: FastifyInstance, context: HttpContext<Ctx>): void {
  for (const method of METHODS) {
    if (!server.supportedMethods.includes(method) && method !== "CONNECT") {
      server.addHttpMethod(method, { hasBody: true });
    }
  }
  server.register((api, _options, done) => {
    api.addHook("onRequest", (request, reply) => answer(request, reply, context));
    for (const url of ADDRESSES) {
      api.route({
        method: api.supportedMethods,
        url,
        handler: () => Promise.reject(new Error("answered in onRequest")),
      });
    }
    done();
  });
}

/** For Fastify's option of this name: an address that it cannot decode is still answered by `dispatch`. */
export const frameworkErrors =
  <Ctx>(context: HttpContext<Ctx>) =>
  (_error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    void answer(request, reply, context);
  };

async function answer<Ctx>(request: FastifyRequest, reply: FastifyReply, context: HttpContext<Ctx>) {
  const { raw } = request;
  const body = NO_BODY.has(raw.method ?? "GET") ? null : bodyOf(raw);
  const response = await dispatch(webRequest(raw, body?.stream ?? null), context);
  const bytes = Buffer.from(await response.arrayBuffer());
  await body?.release();
  reply.code(response.status).headers(Object.fromEntries(response.headers));
  return reply.send(response.body === null ? undefined : bytes);
}

function webRequest(raw: IncomingMessage, body: ReadableStream<Uint8Array> | null): Request {
  const method = raw.method ?? "GET";
  return new Request(urlOf(raw), {
    method: INEXPRESSIBLE.has(method) ? `X-${method}` : method,
    headers: Object.entries(raw.headersDistinct).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    ),
    ...(body ? { body, duplex: "half" as const } : {}),
  });
}

/** The Host header decides the name; one that is no name becomes one that no server answers to. */
function urlOf(raw: IncomingMessage): string {
  const base = URL.parse(`http://${raw.headers.host ?? ""}`) ?? new URL("http://invalid.invalid");
  return base.origin + (raw.url?.startsWith("/") ? raw.url : "/");
}

/** The raw body, read only as far as it is asked for; `release` lets the rest go by, so that the answer gets through. */
function bodyOf(raw: IncomingMessage) {
  const declared = raw.headers["content-length"];
  if (raw.headers["transfer-encoding"] === undefined && (declared === undefined || declared === "0"))
    return null;
  const chunks = raw.iterator({ destroyOnReturn: false });
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value as Uint8Array);
      },
    },
    { highWaterMark: 0 },
  );
  const release = async () => {
    await chunks.return?.();
    raw.resume();
  };
  return { stream, release };
}
