import { invalid, refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import { type DecisionContext, refuseCommand, type TimelineChange } from "./context.ts";
import type { SegmentCommand } from "./decide-pause.ts";
import type { SessionFacts, StationFacts } from "./facts.ts";
import { FREE, placeSegments, type WantedSegment } from "./place-segment.ts";
import { rateOf } from "./station-rate.ts";
import { stateAt } from "./timeline.ts";

/** Where a session would move to. */
export interface Destination {
  readonly station: StationFacts;
  /** An open session is there now. */
  readonly occupied: boolean;
}

/**
 * To another station, whose rate holds from `at` on. A paused session stays paused there.
 * Refuses SESSION_ENDED, INVALID `at` or `stationId` (it is there already), STATION_OUT_OF_ORDER, STATION_BUSY.
 */
export function decideMove(
  facts: SessionFacts,
  { station, occupied }: Destination,
  command: SegmentCommand,
  context: DecisionContext,
): Result<TimelineChange> {
  const { id, at } = command;
  const refused = refuseCommand(facts, at, context.now);
  if (refused) return err(refused);
  const state = stateAt(facts, context.policy, at);
  if (state.stationId === station.id) {
    return err(invalid({ path: "stationId", message: "is the station where the session is" }));
  }
  if (station.outOfOrder) return err(refusal("STATION_OUT_OF_ORDER"));
  if (occupied) return err(refusal("STATION_BUSY"));
  const stays = state.kind === "paused" && !state.pausedByLimit;
  const stationId = station.id;
  const wanted: WantedSegment = stays
    ? { id, kind: "paused", stationId, hourlyRate: FREE, at }
    : { id, kind: state.mode, stationId, hourlyRate: rateOf(station, state.mode), at };
  return ok({ segments: placeSegments(facts, [wanted], context.ids), patch: null });
}
