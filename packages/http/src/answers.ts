import { ERROR_STATUS, ERROR_TITLE } from "@mikro-dash/api-contract/error-codes";
import type { HttpRefusal } from "./handler-types.ts";
import type { HttpAnswer, HttpRequest } from "./http-message.ts";

type Headers = HttpAnswer["headers"];

/** Money and names are in the answers: nothing is kept by a cache, guessed, framed or referred. */
const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const;

const JSON_HEADERS: Headers = { "content-type": "application/json" };
const PROBLEM_HEADERS: Headers = { "content-type": "application/problem+json" };
/** A page of ours: it may be laid out, and loads and runs nothing. */
const HTML_HEADERS: Headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
};

export function jsonAnswer(status: number, value: unknown): HttpAnswer {
  return { status, headers: JSON_HEADERS, body: JSON.stringify(value) };
}

export function htmlAnswer(status: number, html: string): HttpAnswer {
  return { status, headers: HTML_HEADERS, body: html };
}

export function noContent(headers: Headers): HttpAnswer {
  return { status: 204, headers, body: null };
}

/** RFC 9457. `type` is about:blank: the code says which problem it is. */
export function problemAnswer(refusal: HttpRefusal, requestId: string, more: Headers = {}): HttpAnswer {
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
  const asked: Headers = code === "UNAUTHORIZED" ? { "www-authenticate": "Bearer" } : {};
  return { status, headers: { ...PROBLEM_HEADERS, ...asked, ...more }, body: JSON.stringify(body) };
}

/** What every answer carries, refusals too. */
export function finish(
  answer: HttpAnswer,
  request: HttpRequest,
  corsHeaders: Headers,
  requestId: string,
): HttpAnswer {
  const secure = request.url.protocol === "https:";
  const headers = {
    ...SECURITY_HEADERS,
    ...answer.headers,
    ...corsHeaders,
    "x-request-id": requestId,
    ...(secure ? { "strict-transport-security": "max-age=31536000" } : undefined),
  };
  return { status: answer.status, headers, body: request.method === "HEAD" ? null : answer.body };
}
