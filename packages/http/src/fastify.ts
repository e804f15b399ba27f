import { METHODS } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { dispatch } from "./dispatch.ts";
import type { HttpContext } from "./http-context.ts";
import type { HttpAnswer } from "./http-message.ts";
import { nodeRequest } from "./node-request.ts";

/** Addresses that go to `dispatch`; a route of the server's own, such as `/api/v1/events`, is more exact and wins. */
const ADDRESSES = ["/api", "/api/*", "/health", "/ready", "/docs"] as const;

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

/** Sends it as it is: without a serializer Fastify would add a charset to the type. */
export function sendAnswer(reply: FastifyReply, { status, headers, body }: HttpAnswer): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .serializer(asItIs)
    .send(body ?? undefined);
}

const asItIs = (body: string) => body;

/** What was not read of a body Node lets go by once the answer is out. */
async function answer<Ctx>({ raw }: FastifyRequest, reply: FastifyReply, context: HttpContext<Ctx>) {
  return sendAnswer(reply, await dispatch(nodeRequest(raw), context));
}
