import { dispatchFetch } from "../fetch.ts";
import { httpContextWith } from "./http-context.ts";

export const ID = "018f3a5c-7b2e-7c11-8a44-0123456789ab";
export const JSON_TYPE = { "content-type": "application/json" };
export const edge = { host: "edge", authenticate: "device", allowedHosts: null } as const;

export const request = (path: string, init: RequestInit = {}) =>
  new Request(`http://localhost:3000${path}`, init);

export const post = (path: string, body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  request(path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });

/** Straight to dispatch by way of fetch, and the answer taken apart. */
export async function ask(asked: Request, options?: Parameters<typeof httpContextWith>[0]) {
  const { context, errors } = httpContextWith(options);
  const answer = await dispatchFetch(asked, context);
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: text ? JSON.parse(text) : undefined,
    errors,
  };
}
