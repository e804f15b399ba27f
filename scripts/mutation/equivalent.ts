/**
 * Mistakes that change nothing that anybody could notice, and why. Found again by what stands there, not by the number
 * of its line.
 */
export interface Equivalent {
  /** The end of it. */
  readonly path: string;
  /** Part of the line. */
  readonly code: string;
  readonly original: string;
  readonly replacement: readonly string[];
  readonly reason: string;
}

const SPARES = "it only spares work: the long way answers the same";
const UNIQUE = "ids are unique, so two rows are never equal in it";

export const EQUIVALENT: readonly Equivalent[] = [
  entry("session/bill-lines.ts", "rows.length < 2", "rows.length < 2", ["false"], SPARES),
  entry("session/bill-lines.ts", "rows.length < 2", "2", ["1"], SPARES),
  entry("session/bill-lines.ts", "a.id < b.id", "a.id < b.id", ["(a.id) <= (b.id)"], UNIQUE),
  entry(
    "session/closing.ts",
    "facts.closings.length === 0",
    "facts.closings.length === 0",
    ["false"],
    SPARES,
  ),
  entry("session/closing.ts", "facts.closings.length === 0", "0", ["-1"], SPARES),
  entry("session/closing.ts", "a.id < b.id", "a.id < b.id", ["(a.id) <= (b.id)"], UNIQUE),
  entry("session/voided.ts", "facts.voids.length === 0", "facts.voids.length === 0", ["false"], SPARES),
  entry("session/voided.ts", "facts.voids.length === 0", "0", ["-1"], SPARES),
  entry(
    "session/segments.ts",
    "facts.voids.length > 0",
    "facts.voids.length > 0",
    ["(facts.voids.length) >= (0)", "true"],
    SPARES,
  ),
  entry("session/segments.ts", "facts.voids.length > 0", "0", ["-1"], SPARES),
  entry("session/segments.ts", "return sorted ?", "sorted", ["false"], SPARES),
  entry(
    "session/segments.ts",
    "start.id > newest.id",
    "start.id > newest.id",
    ["(start.id) >= (newest.id)"],
    UNIQUE,
  ),
  entry("session/segments.ts", "a.id < b.id", "a.id < b.id", ["(a.id) <= (b.id)"], UNIQUE),
  entry(
    "session/place-segment.ts",
    "row.id > greatest",
    "row.id > greatest",
    ["(row.id) >= (greatest)"],
    UNIQUE,
  ),
  entry(
    "session/limits.ts",
    "timerMinutes === null && costLimit === null",
    "timerMinutes === null && costLimit === null",
    ["false"],
    SPARES,
  ),
  entry(
    "session/timeline.ts",
    "limit >= end",
    "limit >= end",
    ["(limit) > (end)"],
    "a limit at the very end leaves nothing to pause",
  ),
  entry(
    "session/timeline.ts",
    "span.to <= limit",
    "span.to <= limit",
    ["(span.to) < (limit)"],
    "a span that ends at the limit is cut where it ends",
  ),
  entry(
    "session/place-segment.ts",
    "one.id !== undefined",
    "one.id !== undefined",
    ["true"],
    "nothing is greater than undefined",
  ),
  entry(
    "session/place-segment.ts",
    "earliest.batchId",
    "earliest.batchId ?? null",
    ["earliest.batchId"],
    "null is what is taken when there is none",
  ),
  entry(
    "session/decide-end.ts",
    "discountReason: discount > 0",
    "command.discountReason ?? null",
    ["command.discountReason"],
    "a discount without a reason was refused before",
  ),
  entry("money/rounding.ts", "step <= 1", "step <= 1", ["(step) < (1)"], "steps of one round nothing"),
  entry("money/rounding.ts", "step <= 1", "1", ["0"], "steps of one round nothing"),
  entry("sync/hlc.ts", "let counter = 0", "0", ["1", "-1"], "the first tick or stamp sets it"),
  entry(
    "sync/hlc.ts",
    "stamp > last",
    "stamp > last",
    ["(stamp) >= (last)"],
    "the same text in the place of itself",
  ),
  entry(
    "sync/hlc.ts",
    "seen.counter > counter",
    "seen.counter > counter",
    ["(seen.counter) >= (counter)"],
    "the same number in the place of itself",
  ),
  entry("sync/hlc.ts", "if (parts.last)", "parts.last", ["true"], "what is no stamp is ignored"),
  entry(
    "clock/shop-clock.ts",
    "anchor === undefined",
    "Math.abs(at - now()) > TOLERANCE_MS || anchor === undefined",
    ["true"],
    "the new anchor says the time that the old one said",
  ),
  entry(
    "clock/shop-clock.ts",
    "anchor === undefined",
    "Math.abs(at - now()) > TOLERANCE_MS",
    ["(Math.abs(at - now())) >= (TOLERANCE_MS)"],
    "the new anchor says the time that the old one said",
  ),
  entry(
    "clock/shop-clock.ts",
    "anchor === undefined",
    "at - now()",
    ["(at) + (now())"],
    "the new anchor says the time that the old one said",
  ),
  entry(
    "clock/taking-back.ts",
    "a.stamp < b.stamp",
    "a.stamp < b.stamp",
    ["(a.stamp) <= (b.stamp)"],
    "stamps of one writer are unique",
  ),
  entry(
    "clock/taking-back.ts",
    "?? now",
    "parseStamp(row.stamp)?.at ?? now",
    ["parseStamp(row.stamp)?.at"],
    "stamps of rows can be read",
  ),
  entry(
    "clock/taking-back.ts",
    "one > latest",
    "one > latest",
    ["(one) >= (latest)"],
    "the same text in the place of itself",
  ),
  entry(
    "clock/taking-back.ts",
    'accepted ?? ""',
    'accepted ?? ""',
    ["accepted"],
    "nothing is later than nothing",
  ),
  entry("clock/taking-back.ts", 'last === ""', 'last === ""', ["false"], "what is no stamp is ignored"),
  entry(
    "clock/clock-question.ts",
    "offsetMs > 0",
    "offsetMs > 0",
    ["(offsetMs) >= (0)"],
    "here it is more than two minutes",
  ),
  entry("clock/clock-question.ts", "offsetMs > 0", "0", ["1", "-1"], "here it is more than two minutes"),
];

function entry(
  path: string,
  code: string,
  original: string,
  replacement: readonly string[],
  reason: string,
): Equivalent {
  return { path, code, original, replacement, reason };
}
