import { isOfRow, type Said } from "./said.ts";

type Words = Said["words"];

/** How what is said goes over HTTP; what is not here is said in the simulation of one process only. */
const REQUESTS: Readonly<Record<string, readonly [method: string, path: (words: Words) => string]>> = {
  start: ["POST", () => "/sessions"],
  pause: ["POST", ({ sessionId }) => `/sessions/${sessionId}/pause`],
  resume: ["POST", ({ sessionId }) => `/sessions/${sessionId}/resume`],
  mode: ["POST", ({ sessionId }) => `/sessions/${sessionId}/mode`],
  move: ["POST", ({ sessionId }) => `/sessions/${sessionId}/move`],
  order: ["POST", ({ sessionId }) => `/sessions/${sessionId}/orders`],
  charge: ["POST", ({ sessionId }) => `/sessions/${sessionId}/charges`],
  transfer: ["POST", ({ sessionId }) => `/sessions/${sessionId}/transfer`],
  end: ["POST", ({ sessionId }) => `/sessions/${sessionId}/end`],
  pay: ["POST", ({ closingId }) => `/closings/${closingId}/payments`],
  reopen: ["POST", ({ closingId }) => `/closings/${closingId}/void`],
  "edit start": ["PATCH", ({ sessionId }) => `/sessions/${sessionId}`],
  "edit limits": ["PATCH", ({ sessionId }) => `/sessions/${sessionId}`],
  "edit notes": ["PATCH", ({ sessionId }) => `/sessions/${sessionId}`],
  freeze: ["POST", () => "/outage/freeze"],
  "resume all": ["POST", () => "/outage/resume"],
  "undo outage": ["POST", ({ batchId }) => `/outage/${batchId}/undo`],
  "edit station": ["PATCH", ({ id }) => `/stations/${id}`],
  "edit menu": ["PATCH", ({ id }) => `/menu/${id}`],
  settings: ["PATCH", () => "/settings"],
};
const IN_THE_PATH = ["sessionId", "closingId", "reviewId", "batchId"];

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Words;
}

/** Null: not said over HTTP here. */
export function requestOf({ verb, words }: Said): HttpRequest | null {
  const isReview = verb.startsWith("resolve ");
  const [method, path] = isReview
    ? (["POST", ({ reviewId }: Words) => `/reviews/${encodeURIComponent(String(reviewId))}/resolve`] as const)
    : (REQUESTS[verb] ?? []);
  if (method === undefined || path === undefined) return null;
  const named = isOfRow({ verb }) ? ["id", ...IN_THE_PATH] : IN_THE_PATH;
  const body = Object.fromEntries(Object.entries(words).filter(([name]) => !named.includes(name)));
  return { method, path: path(words), body };
}
