import { contract, type EndpointName, type EndpointRequest, type EndpointResponse } from "./contract.ts";
import type { Endpoint } from "./endpoint.ts";
import type { ErrorCode } from "./error-codes.ts";
import type { Bill } from "./schemas/bill.ts";
import type { Problem } from "./schemas/problem.ts";

/** The server answered and refused. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly requestId: string;
  readonly detail: string | undefined;
  readonly fields: NonNullable<Problem["fields"]>;
  /** With BILL_CHANGED: the bill as it is now. */
  readonly bill: Bill | undefined;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = "ApiError";
    this.code = problem.code;
    this.status = problem.status;
    this.requestId = problem.requestId;
    this.detail = problem.detail;
    this.fields = problem.fields ?? [];
    this.bill = problem.bill;
  }
}

/**
 * Nothing of ours answered, so a command may or may not have been carried out: repeat it with the same id.
 * `foreign`: something else answered, such as the login page of a WiFi network.
 */
export class NetworkError extends Error {
  readonly reason: "timeout" | "unreachable" | "foreign";

  constructor(reason: NetworkError["reason"], cause?: unknown) {
    super(`no answer from the server (${reason})`, { cause });
    this.name = "NetworkError";
    this.reason = reason;
  }
}

export type ClientOptions = {
  /** Where `/api/v1` begins, such as `http://localhost:8787`; empty = the page's own origin. */
  readonly baseUrl: string;
  /** Asked for each call, so that pairing and revoking take effect at once. */
  readonly token?: () => string | null;
  readonly fetch?: typeof fetch;
  readonly timeoutMs: number;
};

export type CallOptions = { readonly signal?: AbortSignal };

export type Client = ReturnType<typeof createClient>;

export function createClient({
  baseUrl,
  token,
  fetch: send = (...args) => fetch(...args),
  timeoutMs,
}: ClientOptions) {
  /** @throws ApiError, NetworkError; the reason of `signal` when that aborts. */
  async function call<N extends EndpointName>(
    name: N,
    request: EndpointRequest<N>,
    { signal }: CallOptions = {},
  ): Promise<EndpointResponse<N>> {
    const endpoint: Endpoint = contract[name];
    const headers = new Headers({ accept: "application/json" });
    const bearer = token?.();
    if (bearer) headers.set("authorization", `Bearer ${bearer}`);
    if (endpoint.body) headers.set("content-type", "application/json");
    const deadline = AbortSignal.timeout(timeoutMs);
    let response: Response;
    let text: string;
    try {
      response = await send(baseUrl + pathOf(endpoint, request as Parts), {
        method: endpoint.method,
        headers,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
        ...(endpoint.body ? { body: JSON.stringify(request.body ?? {}) } : {}),
      });
      text = await response.text();
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      throw new NetworkError(deadline.aborted ? "timeout" : "unreachable", cause);
    }
    const answer = parseOurs(response, text);
    if (!response.ok) throw new ApiError(answer as Problem);
    return answer as EndpointResponse<N>;
  }
  return { call };
}

function parseOurs(response: Response, text: string): unknown {
  const type = response.headers.get("content-type") ?? "";
  const wanted = response.ok ? "application/json" : "application/problem+json";
  if (!type.startsWith(wanted)) throw new NetworkError("foreign");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NetworkError("foreign", cause);
  }
}

type Parts = { readonly params?: object | undefined; readonly query?: object | undefined };

/** The address of an endpoint, with its parameters and query filled in. */
export function pathOf(
  endpoint: Pick<Endpoint, "path" | "root">,
  { params = {}, query = {} }: Parts,
): string {
  const values = new Map(Object.entries(params));
  const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) =>
    encodeURIComponent(String(values.get(key))),
  );
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  const suffix = search.size > 0 ? `?${search}` : "";
  return `${endpoint.root ? "" : "/api/v1"}${path}${suffix}`;
}
