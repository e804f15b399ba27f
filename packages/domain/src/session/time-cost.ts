import { NOTHING, type Piasters, piasters, type RatePerHour } from "../money/piasters.ts";
import { divideHalfUp } from "../money/rounding.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../time/epoch-ms.ts";
import type { PlayMode } from "./facts.ts";
import type { BillingPolicy } from "./policy.ts";
import { lengthOf, type Span } from "./spans.ts";

/** One addend of the time cost: play in one mode at one rate, or the top-up. */
export interface TimeShare {
  readonly key: "time.single" | "time.multi" | "time.topUp";
  readonly ms: number;
  readonly rate: RatePerHour;
}

export interface TimeCost {
  readonly playedMs: number;
  /** Minutes charged, a started one counts; differs from the played ones by the top-up. */
  readonly billedMinutes: number;
  /** Cost with the minimum applied. */
  readonly time: Piasters;
  /** Cost before the minimum: what the shares add up to, rounded once, half up. */
  readonly exact: Piasters;
  readonly shares: readonly TimeShare[];
}

const FREE: TimeCost = { playedMs: 0, billedMinutes: 0, time: NOTHING, exact: NOTHING, shares: [] };

/**
 * Cost of the time played: every started increment is charged, the unfinished one at the last played rate; exact
 * until the single rounding. The minimum holds once anything was played. @see docs/billing.md
 */
export function timeCost(spans: readonly Span[], policy: BillingPolicy): TimeCost {
  const shares: { key: TimeShare["key"]; ms: number; rate: RatePerHour }[] = [];
  let playedMs = 0;
  let lastRate: RatePerHour | null = null;
  for (const span of spans) {
    if (span.kind === "paused") continue;
    const ms = lengthOf(span);
    playedMs += ms;
    lastRate = span.hourlyRate;
    const key = KEY[span.kind];
    const share = shares.find((s) => s.key === key && s.rate === span.hourlyRate);
    if (share) share.ms += ms;
    else shares.push({ key, ms, rate: span.hourlyRate });
  }
  if (lastRate === null) return FREE;
  const topUpMs = untilNext(playedMs, policy.billingIncrementSeconds * SECOND_MS);
  if (topUpMs > 0) shares.push({ key: "time.topUp", ms: topUpMs, rate: lastRate });
  const exact = piasters(divideHalfUp(worthOf(shares), HOUR_MS));
  const time = piasters(Math.max(policy.minimumCharge, exact));
  return { playedMs, billedMinutes: Math.ceil((playedMs + topUpMs) / MINUTE_MS), time, exact, shares };
}

const KEY = { single: "time.single", multi: "time.multi" } as const satisfies Record<PlayMode, string>;

/** piaster·ms per hour: an exact integer within the bounds of rates and of a session's length. */
function worthOf(shares: readonly TimeShare[]): number {
  let worth = 0;
  for (const share of shares) worth += share.ms * share.rate;
  return worth;
}

function untilNext(ms: number, increment: number): number {
  return increment > 0 ? (increment - (ms % increment)) % increment : 0;
}

/**
 * Whole piasters for each share, in order, that add up to `cost.exact`: each rounded down, what is left over goes to
 * those with the largest remainder.
 */
export function amountsOf(cost: TimeCost): readonly Piasters[] {
  const parts = cost.shares.map((share, index) => {
    const worth = share.ms * share.rate;
    const rest = worth % HOUR_MS;
    return { index, rest, amount: (worth - rest) / HOUR_MS };
  });
  let left = cost.exact - parts.reduce((sum, part) => sum + part.amount, 0);
  for (const part of parts.toSorted((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left <= 0) break;
    part.amount += 1;
    left -= 1;
  }
  return parts.map((part) => piasters(part.amount));
}
