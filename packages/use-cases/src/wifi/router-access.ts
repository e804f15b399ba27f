import type { Refusal } from "@mikro-dash/domain/refusal";
import type { Result } from "@mikro-dash/domain/result";
import type { LostUsage } from "@mikro-dash/domain/voucher/lost-usage";
import type { RouterNetwork, RouterVoucher, Sourced } from "./wifi-source.ts";

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

/** The shop has not told us of its router, or it is asked for where there is none. */
export const NO_ROUTER = { code: "ROUTER_UNAVAILABLE", detail: "No router is configured." } as const;

/** What is to be different of a voucher; what is left out stays. Limits: null = none. */
export interface VoucherChange {
  readonly bytesLimit?: number | null;
  /** Seconds. */
  readonly timeLimit?: number | null;
  readonly disabled?: boolean;
  readonly resetCounters?: true;
}

export interface NetworkChange {
  readonly ssid?: string;
  readonly password?: string;
  readonly enabled?: boolean;
}

/** A voucher by the router's id of it, and its code. */
export interface KnownVoucher {
  readonly id: string;
  readonly code: string;
}

/** `ref`: as it was asked for. */
export interface RemovedVouchers {
  readonly deleted: readonly KnownVoucher[];
  readonly failed: readonly { readonly ref: string; readonly refusal: Refusal }[];
}

/** Whether a device reaches the internet, as the firewall has it. */
export interface InternetAccess {
  readonly macAddress: string;
  /** null = the router has given it no address. */
  readonly ipAddress: string | null;
  readonly allowed: boolean;
}

/** Limits: null = none; time in seconds. */
export interface Limits {
  readonly bytesLimit: number | null;
  readonly timeLimit: number | null;
}

export interface LoweredVoucher {
  readonly voucher: RouterVoucher;
  /** What its limits were lowered from; null when that had been done before, or nothing limits it. */
  readonly before: Limits | null;
}

/** The router, asked now. Refusals: ROUTER_UNAVAILABLE (nobody answers), ROUTER_REFUSED (it said no), NOT_FOUND, with a sentence. */
export interface RouterAccess {
  /** Makes them one by one; what could not be made is said, not thrown. */
  createVouchers(vouchers: readonly NewVoucher[]): Promise<Result<MadeVouchers, Refusal>>;
  /** Those of these vouchers (ids or codes) that it has. */
  vouchersMeant(refs: readonly string[]): Promise<Result<readonly KnownVoucher[], Refusal>>;
  /** `ref`: id or code. The answer is how it stands then. */
  changeVoucher(ref: string, change: VoucherChange): Promise<Result<RouterVoucher, Refusal>>;
  /**
   * Takes what it forgot off a voucher's limits: each loss once ever, however often and by whomever it is asked. NOT_FOUND
   * when the id is not this code's.
   */
  restoreUsage(voucher: KnownVoucher, losses: readonly LostUsage[]): Promise<Result<LoweredVoucher, Refusal>>;
  deleteVouchers(refs: readonly string[]): Promise<Result<RemovedVouchers, Refusal>>;
  disconnect(sessionId: string): Promise<Result<void, Refusal>>;
  changeNetwork(id: string, change: NetworkChange): Promise<Result<RouterNetwork, Refusal>>;
  /** The devices that are cut off the internet; of the last good look, with its age, when the router is away. */
  cutOff(): Promise<Sourced<Pick<InternetAccess, "macAddress">>>;
  /** The answer is read back. NOT_FOUND: there is no address of it to cut off. */
  setInternet(macAddress: string, allowed: boolean): Promise<Result<InternetAccess, Refusal>>;
  info(): Promise<Result<RouterFacts, Refusal>>;
}
