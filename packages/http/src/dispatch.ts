import type { Endpoint } from "@mikro-dash/api-contract/endpoint";
import { ERROR_STATUS } from "@mikro-dash/api-contract/error-codes";
import type { Result } from "@mikro-dash/domain/result";
import { finish, htmlAnswer, jsonAnswer, noContent, problemAnswer } from "./answers.ts";
import { bearerToken } from "./bearer.ts";
import { cors, preflight, refuseCaller } from "./caller.ts";
import type { HttpRefusal } from "./handler-types.ts";
import type { HttpContext } from "./http-context.ts";
import type { HttpAnswer, HttpRequest } from "./http-message.ts";
import { parseInput } from "./parse-input.ts";
import { type Match, matchPath } from "./route-table.ts";
import { refusalOfThrown } from "./thrown.ts";

/** The one way from a request to an answer, on both hosts: it alone decides every status. Never throws. */
export async function dispatch<Ctx>(request: HttpRequest, context: HttpContext<Ctx>): Promise<HttpAnswer> {
  const requestId = requestIdOf(request) ?? context.newRequestId();
  const answer = await answerOrProblem(request, context, requestId);
  return finish(answer, request, cors(request, context), requestId);
}

async function answerOrProblem<Ctx>(
  request: HttpRequest,
  context: HttpContext<Ctx>,
  requestId: string,
): Promise<HttpAnswer> {
  try {
    const answer = await route(request, context, requestId);
    return "code" in answer ? problemAnswer(answer, requestId) : answer;
  } catch (error) {
    const known = refusalOfThrown(error);
    const about = { requestId, method: request.method, pathname: request.url.pathname };
    if (known && ERROR_STATUS[known.code] < 500)
      context.log.info({ ...about, code: known.code }, "a caller was refused");
    else context.log.error({ err: error, ...about }, "a request failed");
    return problemAnswer(known ?? { code: "INTERNAL" }, requestId);
  }
}

async function route<Ctx>(
  request: HttpRequest,
  context: HttpContext<Ctx>,
  requestId: string,
): Promise<HttpAnswer | HttpRefusal> {
  const refused = refuseCaller(request, context);
  if (refused) return refused;
  const matches = matchPath(request.url.pathname);
  if (matches.length === 0) return { code: "UNKNOWN_PATH" };
  if (request.method === "OPTIONS") return noContent(preflight(request, context, allowedMethods(matches)));
  const method = request.method === "HEAD" ? "GET" : request.method;
  const match = matches.find(({ route }) => route.endpoint.method === method);
  if (match) return call(request, context, requestId, match);
  return problemAnswer({ code: "METHOD_NOT_ALLOWED" }, requestId, { allow: allowedMethods(matches) });
}

function allowedMethods(matches: readonly Match[]): string {
  const methods = matches.map(({ route }) => route.endpoint.method);
  const head = methods.includes("GET") ? ["HEAD"] : [];
  return [...new Set([...methods, ...head, "OPTIONS"])].sort().join(", ");
}

async function call<Ctx>(
  request: HttpRequest,
  context: HttpContext<Ctx>,
  requestId: string,
  { route: { name, endpoint }, params }: Match,
): Promise<HttpAnswer | HttpRefusal> {
  const guarded = context.authenticate === "device" && endpoint.auth === "device";
  const token = guarded ? bearerToken(request) : null;
  if (guarded && token === null) return { code: "UNAUTHORIZED" };
  const elsewhere = notHere(endpoint, context.host);
  if (elsewhere) return elsewhere;
  const input = await parseInput(request, endpoint, params);
  if (!input.ok) return input.error;
  // The table's types were checked where it was made; here the name is only known at run time.
  const handlers = context.handlers as Record<
    string,
    (input: unknown, ctx: Ctx) => Promise<Result<unknown, HttpRefusal>>
  >;
  const handler = handlers[name];
  if (!handler) throw new Error(`no handler for ${name}`);
  const result = await handler(input.value, await context.open({ endpoint: name, requestId, token }));
  if (!result.ok) return result.error;
  return endpoint.html
    ? htmlAnswer(endpoint.status, String(result.value))
    : jsonAnswer(endpoint.status, result.value);
}

function notHere(endpoint: Endpoint, host: "local" | "edge"): HttpRefusal | null {
  if (endpoint.where === "local" && host === "edge") {
    return { code: "ROUTER_UNAVAILABLE", detail: "Only the shop's computer can do this." };
  }
  if (endpoint.where === "edge" && host === "local") return { code: "UNKNOWN_PATH" };
  if (endpoint.stream) return { code: "UNAVAILABLE", detail: "Ask with Accept: text/event-stream." };
  return null;
}

/** A client may choose it, to find its request in the logs. */
function requestIdOf(request: HttpRequest): string | null {
  const given = request.header("x-request-id");
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : null;
}
