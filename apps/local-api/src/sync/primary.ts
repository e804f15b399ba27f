import type { InStatement, ResultSet } from "@libsql/client";
import { createClient } from "@libsql/client/http";
import { tokenOf } from "./token.ts";

/** The primary answered, and not with a result. `retryAfterMs` is what it asked for. */
export class PrimaryRefused extends Error {
  readonly status: number;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, retryAfterMs: number | undefined, body: string) {
    super(`the primary answered ${status}${body === "" ? "" : `: ${body}`}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** The token is missing, expired or revoked. */
  get isUnauthorized(): boolean {
    return isUnauthorized(this.status);
  }
}

const isUnauthorized = (status: number) => status === 401 || status === 403;

export interface PrimaryAddress {
  readonly url: string;
  readonly authToken: string | undefined;
  /** Where a newer token would be: looked at when the one in use is refused. */
  readonly tokenFile?: string | undefined;
}

/** The primary over HTTP: one round trip a batch, each with a deadline. Nothing here blocks the event loop. */
export interface Primary {
  batch(statements: InStatement[], mode: "read" | "write"): Promise<ResultSet[]>;
  close(): void;
}

export function connectPrimary(
  address: PrimaryAddress,
  {
    deadlineMs,
    signal,
    onToken,
  }: { deadlineMs: number; signal: AbortSignal; onToken?: (token: string) => void },
): Primary {
  const token = tokenOf(address.authToken, address.tokenFile);
  const send = (request: Request) => {
    if (token.current !== undefined) request.headers.set("authorization", `Bearer ${token.current}`);
    return fetch(request, { signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]) });
  };
  const client = createClient({
    url: address.url,
    async fetch(request: Request) {
      const again = request.clone();
      let response = await send(request);
      if (isUnauthorized(response.status) && token.reread()) {
        onToken?.(token.current ?? "");
        response = await send(again);
      }
      if (response.ok) return response;
      const body = (await response.text()).trim().slice(0, 200);
      throw new PrimaryRefused(response.status, retryAfterMs(response.headers.get("retry-after")), body);
    },
  });
  return {
    batch: (statements, mode) => client.batch(statements, mode),
    close: () => client.close(),
  };
}

/** `Retry-After` is either seconds or a date. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
