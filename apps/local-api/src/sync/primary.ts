import type { InStatement, ResultSet } from "@libsql/client";
import { createClient } from "@libsql/client/http";

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
    return this.status === 401 || this.status === 403;
  }
}

export interface PrimaryAddress {
  readonly url: string;
  readonly authToken: string | undefined;
}

/** The primary over HTTP: one round trip a batch, each with a deadline. Nothing here blocks the event loop. */
export interface Primary {
  batch(statements: InStatement[], mode: "read" | "write"): Promise<ResultSet[]>;
  close(): void;
}

export function connectPrimary(
  { url, authToken }: PrimaryAddress,
  { deadlineMs, signal }: { deadlineMs: number; signal: AbortSignal },
): Primary {
  const client = createClient({
    url,
    ...(authToken === undefined ? {} : { authToken }),
    async fetch(request: Request) {
      const response = await fetch(request, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
      });
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
