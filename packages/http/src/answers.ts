import { ERROR_STATUS, ERROR_TITLE } from "@mikro-dash/api-contract/error-codes";
import type { HttpRefusal } from "./handler-types.ts";

/** Money and names are in the answers: nothing is kept by a cache, guessed, framed or referred. */
const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

export function jsonAnswer(status: number, value: unknown, type = "application/json"): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": type } });
}

/** A page of ours: it may be laid out, and loads and runs nothing. */
export function htmlAnswer(status: number, html: string): Response {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
  const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": policy };
  return new Response(html, { status, headers });
}

export function noContent(headers: Readonly<Record<string, string>>): Response {
  return new Response(null, { status: 204, headers });
}

/** RFC 9457. `type` is about:blank: the code says which problem it is. */
export function problemAnswer(refusal: HttpRefusal, requestId: string): Response {
  const { code, detail, fields, bill } = refusal;
  const status = ERROR_STATUS[code];
  const body = {
    type: "about:blank",
    title: ERROR_TITLE[code],
    status,
    code,
    detail,
    requestId,
    fields,
    bill,
  };
  const answer = jsonAnswer(status, body, "application/problem+json");
  if (code === "UNAUTHORIZED") answer.headers.set("www-authenticate", "Bearer");
  return answer;
}

/** What every answer carries, refusals too. */
export function finish(answer: Response, request: Request, requestId: string): Response {
  for (const [name, value] of Object.entries(SECURITY_HEADERS))
    if (!answer.headers.has(name)) answer.headers.set(name, value);
  answer.headers.set("x-request-id", requestId);
  if (new URL(request.url).protocol === "https:") {
    answer.headers.set("strict-transport-security", "max-age=31536000");
  }
  if (request.method !== "HEAD") return answer;
  return new Response(null, { status: answer.status, headers: answer.headers });
}
