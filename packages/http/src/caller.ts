import type { HttpRefusal } from "./handler-types.ts";
import type { HttpContext } from "./http-context.ts";
import type { HttpRequest } from "./http-message.ts";

type Doors = Pick<HttpContext<never>, "allowedHosts" | "allowedOrigins">;

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a name that is not ours (DNS rebinding: a page of evil.example whose name points at this machine) and
 * changes asked for by a page of another origin. Reading across origins is prevented by the browser: see `cors`.
 */
export function refuseCaller(
  request: HttpRequest,
  { allowedHosts, allowedOrigins }: Doors,
): HttpRefusal | null {
  const { url } = request;
  if (allowedHosts && !allowedHosts.includes(url.hostname)) {
    return { code: "FORBIDDEN", detail: "This server does not answer to that host name." };
  }
  if (SAFE_METHODS.has(request.method)) return null;
  const origin = request.header("origin");
  if (origin === null) {
    const crossSite = request.header("sec-fetch-site") === "cross-site";
    return crossSite ? { code: "FORBIDDEN", detail: "Another site may not ask for this." } : null;
  }
  const known = origin === url.origin || allowedOrigins.includes(origin);
  return known ? null : { code: "FORBIDDEN", detail: "Pages of that origin may not ask for this." };
}

/** Lets pages of the configured origins read the answer. */
export function cors(request: HttpRequest, { allowedOrigins }: Doors): Readonly<Record<string, string>> {
  const origin = request.header("origin");
  if (origin === null || !allowedOrigins.includes(origin)) return { vary: "origin" };
  return {
    vary: "origin",
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "x-request-id",
  };
}

/** The answer to a preflight; `allow` lists the methods of the address. */
export function preflight(
  request: HttpRequest,
  doors: Doors,
  allow: string,
): Readonly<Record<string, string>> {
  const origin = request.header("origin");
  if (origin === null || !doors.allowedOrigins.includes(origin)) return { allow };
  return {
    allow,
    "access-control-allow-methods": allow,
    "access-control-allow-headers": "authorization, content-type, x-request-id",
    "access-control-max-age": "7200",
  };
}
