import { contract } from "@mikro-dash/api-contract/contract";
import { problem } from "@mikro-dash/api-contract/schemas/problem";
import { session as sessionSchema } from "@mikro-dash/api-contract/schemas/session";
import { sessionFacts } from "@mikro-dash/api-contract/session-facts";
import { currentBill } from "@mikro-dash/domain/session/bill";
import type * as z from "zod";
import type { Case, Expectation } from "./case.ts";
import { normalise } from "./normalise.ts";

/** A running server with an empty database of its own. */
export interface Target {
  readonly host: "local" | "edge";
  readonly baseUrl: string;
  /** Such as `Authorization`, of a device that is paired. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly name: string;
  /** What was expected and did not come; empty = as it should be. */
  readonly wrong: readonly string[];
  /** For comparing two servers; null where they differ on purpose. */
  readonly shown: { readonly status: number; readonly headers: object; readonly body: unknown } | null;
}

const COMPARED_HEADERS = [
  "allow",
  "cache-control",
  "content-security-policy",
  "content-type",
  "referrer-policy",
  "vary",
  "www-authenticate",
  "x-content-type-options",
  "x-frame-options",
];

/** Sends the cases one after another, as they build on each other. */
export async function runCases(target: Target, cases: readonly Case[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const learnt = new Map<string, string>();
  for (const one of cases)
    if (!one.only || one.only === target.host) outcomes.push(await runCase(target, one, learnt));
  return outcomes;
}

/** Everything that did not come out as it should, in words. */
export function failures(outcomes: readonly Outcome[]): string {
  return outcomes.flatMap(({ name, wrong }) => wrong.map((what) => `${name}: ${what}`)).join("\n\n");
}

/** What two servers must have in common: by the name of the case, without those where they differ on purpose. */
export function comparable(outcomes: readonly Outcome[]) {
  return outcomes.flatMap(({ name, shown }) => (shown ? [{ name, ...shown }] : []));
}

async function runCase(target: Target, one: Case, learnt: Map<string, string>): Promise<Outcome> {
  const { name, only, onEdge } = one;
  const response = await send(target, filledIn(one, learnt));
  const text = await response.text();
  const isPage = response.headers.get("content-type")?.startsWith("text/html") ?? false;
  const body = isPage ? text : parse(text);
  for (const [what, where] of Object.entries(one.learn ?? {})) learnt.set(what, String(at(body, where)));
  const expected = target.host === "edge" ? (onEdge ?? one.expect) : one.expect;
  const headers = Object.fromEntries(
    COMPARED_HEADERS.map((header) => [header, response.headers.get(header)]),
  );
  const wrong = [
    ...differences(expected, response.status, body),
    ...(response.headers.get("x-request-id") ? [] : ["there is no request id"]),
    ...(response.headers.get("cache-control") === "no-store" ? [] : ["the answer may be kept by a cache"]),
    ...broken(response, one, body),
    ...mispriced(body),
  ].map((what) => `${what}\n  in: ${text.slice(0, 2000)}`);
  const comparable = !only && !onEdge;
  return {
    name,
    wrong,
    shown: comparable ? { status: response.status, headers, body: normalise(body) } : null,
  };
}

/** With what was learnt from earlier answers. An address may have it encoded already. */
function filledIn(one: Case, learnt: ReadonlyMap<string, string>): Case {
  let { path, body } = one;
  for (const [name, value] of learnt) {
    path = path.replaceAll(encodeURIComponent(`<<${name}>>`), encodeURIComponent(value));
    body = body?.replaceAll(`<<${name}>>`, value);
  }
  return body === undefined ? { ...one, path } : { ...one, path, body };
}

function at(value: unknown, where: string): unknown {
  return where
    .split(".")
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

function send(
  { baseUrl, headers }: Target,
  { method, path, body, chunked, anonymous, ...one }: Case,
): Promise<Response> {
  const sent = chunked && body !== undefined ? new Blob([body]).stream() : body;
  return fetch(baseUrl + path, {
    method,
    headers: { ...(anonymous ? {} : headers), ...one.headers },
    ...(sent === undefined ? {} : { body: sent, duplex: "half" }),
  } as RequestInit);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function differences(expected: Expectation, status: number, body: unknown): readonly string[] {
  const { code, fields } = (body ?? {}) as { code?: string; fields?: { path: string }[] };
  const paths = (fields ?? []).map((field) => field.path).sort();
  const wrong: string[] = [];
  if (status !== expected.status) wrong.push(`status is ${status}, not ${expected.status}`);
  if (code !== expected.code && (expected.code || status >= 400))
    wrong.push(`code is ${code}, not ${expected.code}`);
  if (expected.fields && JSON.stringify(paths) !== JSON.stringify([...expected.fields].sort())) {
    wrong.push(`fields are ${paths.join()}, not ${expected.fields.join()}`);
  }
  return [...wrong, ...missing(expected.body, body, "")];
}

/** Where `actual` does not have what `part` has; lists are compared in full length. */
function missing(part: unknown, actual: unknown, path: string): readonly string[] {
  if (part === undefined) return [];
  if (typeof part !== "object" || part === null) {
    return Object.is(part, actual)
      ? []
      : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(part)}`];
  }
  if (typeof actual !== "object" || actual === null) return [`${path} is ${JSON.stringify(actual)}`];
  const length =
    Array.isArray(part) && part.length !== (actual as unknown[]).length ? [`${path} has another length`] : [];
  const inner = Object.entries(part).flatMap(([key, value]) =>
    missing(value, (actual as Record<string, unknown>)[key], `${path}.${key}`),
  );
  return [...length, ...inner];
}

/** A good answer holds what the contract says, and not a key more; a bad one is a problem. */
function broken(response: Response, { endpoint }: Case, body: unknown): readonly string[] {
  const schema: z.ZodType | undefined = response.ok ? endpoint && contract[endpoint].response : problem;
  if (!schema) return [];
  const parsed = schema.safeParse(body);
  if (!parsed.success) return [`breaks the contract: ${JSON.stringify(parsed.error.issues)}`];
  return JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(body))
    ? []
    : ["says more than the contract"];
}

/** Money ticks in the browser by the same code: every session that is answered must come out at its own bill there. */
function mispriced(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(mispriced);
  const session = sessionSchema.safeParse(value);
  if (!session.success) return inner;
  const { bill, policy, serverTime } = session.data;
  const ticked = currentBill(sessionFacts(session.data), policy, serverTime);
  return JSON.stringify(sorted(ticked)) === JSON.stringify(sorted(bill))
    ? inner
    : [`ticks to ${JSON.stringify(ticked)}`];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
