import type { EpochMs } from "../time/epoch-ms.ts";
import type { SessionFacts, StationFacts } from "./facts.ts";
import { FREE, type WantedSegment } from "./place-segment.ts";
import type { BillingPolicy } from "./policy.ts";
import { liveSegments } from "./segments.ts";
import { rateOf } from "./station-rate.ts";
import { pausingLimit, stateAt, type TimelineState } from "./timeline.ts";

/** The timeline as the segments say it, without what limits derive. */
export function asWritten(policy: BillingPolicy): BillingPolicy {
  return { ...policy, limitAction: "alert" };
}

/**
 * The derived pause of a limit reached by `at`, as segments: paused at the instant of the limit, and whatever began
 * since paused at its own start. Empty when none was reached. The one who lifts the limit adds the resumption.
 */
export function writtenDownLimit(
  facts: SessionFacts,
  policy: BillingPolicy,
  at: EpochMs,
): readonly WantedSegment[] {
  const limit = pausingLimit(facts, policy);
  if (limit === null || limit > at) return [];
  const { stationId } = stateAt(facts, asWritten(policy), limit);
  const wanted: WantedSegment[] = [{ kind: "paused", stationId, hourlyRate: FREE, at: limit }];
  for (const row of liveSegments(facts)) {
    if (row.kind === "paused" || row.startedAt <= limit || row.startedAt > at) continue;
    wanted.push({ kind: "paused", stationId: row.stationId, hourlyRate: FREE, at: row.startedAt });
  }
  return wanted;
}

/** The mode that ran before; at the rate that `station` has today, or without one at the rate that ran before. */
export function resumption(
  state: TimelineState,
  station: StationFacts | null,
): Pick<WantedSegment, "kind" | "stationId" | "hourlyRate"> {
  const hourlyRate = station === null ? state.modeRate : rateOf(station, state.mode);
  return { kind: state.mode, stationId: state.stationId, hourlyRate };
}
