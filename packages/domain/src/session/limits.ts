import { type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from "../time/epoch-ms.ts";
import type { SessionFacts } from "./facts.ts";
import { latestEnd } from "./segments.ts";
import { isPlayed, lengthOf, type Span, spansOf } from "./spans.ts";

/** When each limit is reached if nothing more happens; null = no such limit, or never. */
export interface LimitInstants {
  readonly timer: EpochMs | null;
  readonly cost: EpochMs | null;
}

/**
 * The exact instants at which the limits are reached: the timer when that much was **played**, the cost limit when
 * the time played is worth it at its rates (what an unfinished increment or a minimum adds does not count: 20 EGP at
 * 20 an hour is an hour). They may lie in the future; a limit is reached when its instant is `<= now`.
 */
export function limitInstants(facts: SessionFacts): LimitInstants {
  const { timerMinutes, costLimit } = facts.session;
  if (timerMinutes === null && costLimit === null) return { timer: null, cost: null };
  const spans = spansOf(facts, latestEnd(facts));
  return {
    timer: timerMinutes === null ? null : instantOf(spans, timerMinutes * MINUTE_MS, () => 1),
    cost: costLimit === null ? null : instantOf(spans, costLimit * HOUR_MS, (span) => span.hourlyRate),
  };
}

/** The earlier of the two, null when none is ever reached. */
export function reachedLimit(facts: SessionFacts): EpochMs | null {
  const { timer, cost } = limitInstants(facts);
  if (timer === null || cost === null) return timer ?? cost;
  return epochMs(Math.min(timer, cost));
}

/** First instant at which the played spans, each ms weighing `weightOf`, have added up to `needed`. */
function instantOf(spans: readonly Span[], needed: number, weightOf: (span: Span) => number): EpochMs | null {
  let missing = needed;
  for (const span of spans) {
    if (!isPlayed(span)) continue;
    const weight = weightOf(span);
    const worth = lengthOf(span) * weight;
    if (weight > 0 && worth >= missing) return epochMs(span.from + divideUp(missing, weight));
    missing -= worth;
  }
  return null;
}

function divideUp(n: number, by: number): number {
  const rest = n % by;
  return rest === 0 ? n / by : (n - rest) / by + 1;
}
