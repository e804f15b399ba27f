import {
  MAX_AMOUNT,
  MAX_QUANTITY,
  MAX_RATE,
  type Piasters,
  type RatePerHour,
} from "@mikro-dash/domain/money/piasters";
import type { HlcStamp } from "@mikro-dash/domain/sync/hlc";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import * as z from "zod";

/** The wire's plain number or text, typed as the unit that `domain` gives it. Nothing happens at run time. */
function unit<T extends string | number>(schema: z.ZodType) {
  return schema as unknown as z.ZodType<T, T extends number ? number : string>;
}

export const LAST_INSTANT = 253_402_300_799_999; // the end of year 9999

/** Epoch milliseconds, UTC. */
export const instant = unit<EpochMs>(z.int().min(0).max(LAST_INSTANT));

/** Piasters, 0 … 10,000,000 as billing.md bounds what people enter. */
export const amount = unit<Piasters>(z.int().min(0).max(MAX_AMOUNT));
export const positiveAmount = unit<Piasters>(z.int().min(1).max(MAX_AMOUNT));
/** A computed sum: may exceed the bound of a single entry, rounding may be negative. */
export const sum = unit<Piasters>(z.int());
/** What a bill is rounded to; 1 = exact. */
export const roundingStep = unit<Piasters>(z.int().min(1).max(100_000));
export const rate = unit<RatePerHour>(z.int().min(0).max(MAX_RATE));
export const quantity = z.int().min(1).max(MAX_QUANTITY);
/** Of played time; a session lasts at most 30 days. */
export const timerMinutes = z.int().min(1).max(43_200);
export const stamp = unit<HlcStamp>(z.string());
export const count = z.int().min(0);

const isControl = (char: string) => (char < " " && char !== "\n" && char !== "\t") || char === "\u007f";
const printable = (text: string) => text.isWellFormed() && ![...text].some(isControl);

/** Text that people typed: trimmed, not empty, without control characters or half surrogates (SQLite and UTF-8 would change those). */
export const text = (max: number) =>
  z.string().trim().min(1).max(max).refine(printable, "has characters that cannot be stored");
export const name = text(80);
export const reason = text(200);
export const notes = text(1000);

const MAC_PATTERN = /^([0-9A-F]{2}:){5}[0-9A-F]{2}$/;
export const macAddress = z.string().toUpperCase().regex(MAC_PATTERN, "must look like AA:BB:CC:DD:EE:FF");

/** A list that is only read. */
export const listOf = <S extends z.ZodType>(schema: S) => z.array(schema).readonly();
