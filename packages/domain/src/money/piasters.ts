import type { Brand } from "../brand.ts";

/** Money: integer piasters, 100 = 1 EGP. Negative only as a difference (rounding, a review). */
export type Piasters = Brand<number, "Piasters">;

/** A price of playing: integer piasters per hour. */
export type RatePerHour = Brand<number, "RatePerHour">;

/** Bounds of what a command may carry. Within them plain integers stay exact. @see docs/billing.md */
export const MAX_AMOUNT = 10_000_000;
export const MAX_RATE = 1_000_000;
export const MAX_QUANTITY = 999;

export const NOTHING = 0 as Piasters;

/** @throws RangeError when `n` is not a safe integer: that is a bug, not a refusal. */
export function piasters(n: number): Piasters {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number of piasters: ${n}`);
  return (n === 0 ? 0 : n) as Piasters; // never −0
}

/** @throws RangeError when `n` is not an integer of 0 … 1,000,000. */
export function ratePerHour(n: number): RatePerHour {
  if (!Number.isSafeInteger(n) || n < 0 || n > MAX_RATE) {
    throw new RangeError(`not a rate in piasters per hour: ${n}`);
  }
  return n as RatePerHour;
}
