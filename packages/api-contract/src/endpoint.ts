import type * as z from "zod";
import type { ErrorCode } from "./error-codes.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** An endpoint as plain data: routes, handlers, client and OpenAPI are all made from it. */
export type Endpoint = {
  readonly method: Method;
  /** Below `/api/v1` (below `/` for `root`), parameters as `:name`. */
  readonly path: string;
  readonly root?: true;
  readonly summary: string;
  readonly tag: string;
  /** The other host answers 503 ROUTER_UNAVAILABLE (`local`) or 404 UNKNOWN_PATH (`edge`). */
  readonly where: "both" | "local" | "edge";
  /** On edge-api: `device` needs a bearer token. local-api trusts its own machine. */
  readonly auth: "device" | "none";
  readonly params?: z.ZodType<object, Record<string, string>>;
  readonly query?: z.ZodType<object, Record<string, unknown>>;
  readonly body?: z.ZodType<object, unknown>;
  readonly status: 200 | 201;
  /** A page for people: `response` is its HTML. */
  readonly html?: true;
  /** Server-sent events: `response` describes one event. */
  readonly stream?: true;
  readonly response: z.ZodType;
  /** Its own refusals; those that every endpoint shares are added by `errorsOf`. */
  readonly errors: readonly ErrorCode[];
};

export const endpoint = <const E extends Endpoint>(definition: E): E => definition;

/** Every code that an endpoint can answer, the shared ones included. */
export function errorsOf(e: Endpoint): readonly ErrorCode[] {
  const shared: ErrorCode[] = ["FORBIDDEN", "INTERNAL", "UNAVAILABLE"];
  if (e.auth === "device") shared.push("UNAUTHORIZED");
  if (e.where === "local") shared.push("ROUTER_UNAVAILABLE");
  if (e.where === "edge") shared.push("UNKNOWN_PATH");
  if (e.params) shared.push("NOT_FOUND");
  if (e.query || e.body) shared.push("INVALID");
  if (e.body) shared.push("MALFORMED", "TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "CONFLICT", "STORAGE_FULL");
  return [...new Set([...e.errors, ...shared])].sort();
}
