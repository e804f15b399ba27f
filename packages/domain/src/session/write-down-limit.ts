import type { SegmentId } from "../ids.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import type { SessionFacts, StationFacts } from "./facts.ts";
import { FREE, type WantedSegment } from "./place-segment.ts";
import type { BillingPolicy } from "./policy.ts";
import { liveSegments } from "./segments.ts";
import { rateOf } from "./station-rate.ts";
import { pausingLimit, stateAt, type TimelineState } from "./timeline.ts";

/**
 * The derived pause of a reached limit as segments: paused at the instant of the limit, whatever began since paused
 * at its own start, and what would run without the limit resumed at `at`. Empty when no limit was reached by then.
 * @param station the station of the session at `at`; null = go on at the rate that ran before
 * @param id the client's id of the resuming segment
 */
export function writtenDownLimit(
  facts: SessionFacts,
  policy: BillingPolicy,
  station: StationFacts | null,
  at: EpochMs,
  id?: SegmentId | undefined,
): readonly WantedSegment[] {
  const limit = pausingLimit(facts, policy);
  if (limit === null || limit > at) return [];
  const asPlayed: BillingPolicy = { ...policy, limitAction: "alert" };
  const { stationId } = stateAt(facts, asPlayed, limit);
  const wanted: WantedSegment[] = [{ kind: "paused", stationId, hourlyRate: FREE, at: limit }];
  for (const row of liveSegments(facts)) {
    if (row.kind === "paused" || row.startedAt <= limit || row.startedAt > at) continue;
    wanted.push({ kind: "paused", stationId: row.stationId, hourlyRate: FREE, at: row.startedAt });
  }
  const state = stateAt(facts, asPlayed, at);
  if (state.kind !== "paused") wanted.push({ id, ...resumption(state, station), at });
  return wanted;
}

/** The mode that ran before, at its station's rate of today. */
export function resumption(
  state: TimelineState,
  station: StationFacts | null,
): Pick<WantedSegment, "kind" | "stationId" | "hourlyRate"> {
  const hourlyRate = station === null ? state.modeRate : rateOf(station, state.mode);
  return { kind: state.mode, stationId: state.stationId, hourlyRate };
}
