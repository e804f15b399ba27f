import type { Brand } from "../brand.ts";

/** An instant: integer milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = Brand<number, "EpochMs">;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** @throws RangeError when `n` is not a safe integer: that is a bug, not a refusal. */
export function epochMs(n: number): EpochMs {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not an instant in ms: ${n}`);
  return n as EpochMs;
}
