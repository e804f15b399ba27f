import { err, ok, type Result } from "../result.ts";
import { type DecisionContext, refuseCommand, type TimelineChange } from "./context.ts";
import type { SegmentCommand } from "./decide-pause.ts";
import type { PlayMode, SessionFacts, StationFacts } from "./facts.ts";
import { FREE, placeSegments, type WantedSegment } from "./place-segment.ts";
import { rateOf } from "./station-rate.ts";
import { stateAt } from "./timeline.ts";

/**
 * The mode from `at` on, at the station's rate of today. A paused session stays paused and will resume in that mode;
 * the mode that runs already changes nothing.
 * Refuses SESSION_ENDED, INVALID `at`.
 * @param station where the session is at `at`
 */
export function decideMode(
  facts: SessionFacts,
  station: StationFacts,
  command: SegmentCommand & { readonly mode: PlayMode },
  context: DecisionContext,
): Result<TimelineChange> {
  const { id, at, mode } = command;
  const refused = refuseCommand(facts, at, context.now);
  if (refused) return err(refused);
  const state = stateAt(facts, context.policy, at);
  if (state.mode === mode) return ok({ segments: [], patch: null });
  const { stationId } = state;
  const wanted: WantedSegment[] = [{ id, kind: mode, stationId, hourlyRate: rateOf(station, mode), at }];
  if (state.kind === "paused" && !state.pausedByLimit) {
    wanted.push({ kind: "paused", stationId, hourlyRate: FREE, at });
  }
  return ok({ segments: placeSegments(facts, wanted, context.ids), patch: null });
}
