import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { voucherUsage } from "@mikro-dash/domain/voucher/status";
import { GIGABYTE, HOUR_SECONDS, readLimit } from "../packages/limit-input.ts";

type Limited = Pick<Voucher, "bytesLimit" | "bytesUsed" | "timeLimit" | "uptime" | "isOnline">;

/** As it is typed: what is added to the limits, or what they are set to; empty = that limit stays. */
export type ExtensionDraft = {
  readonly how: "more" | "exactly";
  readonly hours: string;
  readonly gigabytes: string;
};

/** Limits as they will be. Bytes, seconds; null = none. */
export type Extension = {
  readonly bytesLimit: number | null;
  readonly timeLimit: number | null;
  /** What the command says: only what changes. */
  readonly change: { readonly bytesLimit?: number; readonly timeLimit?: number };
  /** It was used up and works again; it stays used up; it is used up by this; or nothing of the kind. */
  readonly effect: "worksAgain" | "stillOut" | "endsAtOnce" | "none";
};

/** Null while nothing, or no number, is typed. Where there is no limit nothing can be added. */
export function readExtension(voucher: Limited, { how, hours, gigabytes }: ExtensionDraft): Extension | null {
  const time = readLimit(hours, HOUR_SECONDS);
  const bytes = readLimit(gigabytes, GIGABYTE);
  if (time === undefined || bytes === undefined) return null;
  const timeLimit = changed(voucher.timeLimit, time, how);
  const bytesLimit = changed(voucher.bytesLimit, bytes, how);
  const change = {
    ...(bytesLimit === voucher.bytesLimit || bytesLimit === null ? {} : { bytesLimit }),
    ...(timeLimit === voucher.timeLimit || timeLimit === null ? {} : { timeLimit }),
  };
  if (Object.keys(change).length === 0) return null;
  const before = isOut(voucher, voucher.bytesLimit, voucher.timeLimit);
  const after = isOut(voucher, bytesLimit, timeLimit);
  const effect = before ? (after ? "stillOut" : "worksAgain") : after ? "endsAtOnce" : "none";
  return { bytesLimit, timeLimit, change, effect };
}

function changed(limit: number | null, typed: number | null, how: ExtensionDraft["how"]): number | null {
  if (typed === null || (how === "more" && limit === null)) return limit;
  return how === "more" ? (limit ?? 0) + typed : typed;
}

function isOut({ bytesUsed, uptime }: Limited, bytesLimit: number | null, timeLimit: number | null): boolean {
  const used = { bytes: bytesUsed, uptimeSeconds: uptime };
  return voucherUsage(used, [], { bytesLimit, timeLimitSeconds: timeLimit }).status === "exhausted";
}
