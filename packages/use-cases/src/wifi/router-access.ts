import type { Refusal } from "@mikro-dash/domain/refusal";
import type { Result } from "@mikro-dash/domain/result";

/** A hotspot user to be made: name = password = code. */
export interface NewVoucher {
  readonly code: string;
  readonly profile: string;
  readonly server: string | null;
  readonly bytesLimit: number | null;
  /** Seconds. */
  readonly timeLimit: number | null;
  readonly comment: string;
}

export interface MadeVouchers {
  readonly created: readonly { readonly id: string; readonly code: string }[];
  readonly failed: readonly { readonly code: string; readonly reason: string }[];
}

export interface RouterFacts {
  readonly identity: string;
  readonly version: string;
  readonly board: string | null;
  /** Seconds. */
  readonly uptime: number;
  /** Percent. */
  readonly cpuLoad: number;
  readonly memoryFree: number;
  readonly memoryTotal: number;
}

/** The router, asked now. Refusals: ROUTER_UNAVAILABLE (nobody answers), ROUTER_REFUSED (it said no), with a sentence. */
export interface RouterAccess {
  /** Makes them one by one; what could not be made is said, not thrown. */
  createVouchers(vouchers: readonly NewVoucher[]): Promise<Result<MadeVouchers, Refusal>>;
  info(): Promise<Result<RouterFacts, Refusal>>;
}
