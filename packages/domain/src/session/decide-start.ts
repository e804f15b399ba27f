import type { SegmentId, SessionId } from "../ids.ts";
import { minutesProblems, positiveAmountProblems } from "../money/bounds.ts";
import type { Piasters } from "../money/piasters.ts";
import { type FieldProblem, invalid, refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import { DAY_MS, type EpochMs } from "../time/epoch-ms.ts";
import { aheadProblems, type DecisionContext, type NewSession } from "./context.ts";
import type { PlayMode, SegmentRow, StationFacts } from "./facts.ts";
import { rateOf } from "./station-rate.ts";

/** Where a session would begin. */
export interface StartPlace {
  readonly station: StationFacts;
  /** An open session is there now. */
  readonly occupied: boolean;
  /** When the last closed session of that station ended; null = it never had one. */
  readonly previousEndedAt: EpochMs | null;
}

export interface StartCommand {
  readonly id: SessionId;
  readonly at: EpochMs;
  readonly mode?: PlayMode | undefined;
  readonly timerMinutes?: number | null | undefined;
  readonly costLimit?: Piasters | null | undefined;
  readonly notes?: string | null | undefined;
}

/**
 * A session and its first segment, at the station's rate of today. `at` may date the start back by up to 24 h, not
 * to before the previous session of the station ended.
 * Refuses INVALID, STATION_OUT_OF_ORDER, STATION_BUSY.
 */
export function decideStart(
  place: StartPlace,
  command: StartCommand,
  context: DecisionContext,
): Result<{ readonly session: NewSession; readonly segment: SegmentRow }> {
  const { station } = place;
  const { id, at, mode = "single", timerMinutes = null, costLimit = null, notes = null } = command;
  const problems = [
    ...aheadProblems(at, context.now),
    ...startProblems("at", at, context.now, place.previousEndedAt),
    ...limitProblems({ timerMinutes, costLimit, notes }),
  ];
  if (problems.length > 0) return err(invalid(...problems));
  if (station.outOfOrder) return err(refusal("STATION_OUT_OF_ORDER"));
  if (place.occupied) return err(refusal("STATION_BUSY"));
  return ok({
    session: { id, stationId: station.id, startedAt: at, timerMinutes, costLimit, notes },
    segment: {
      id: context.ids.next() as SegmentId,
      sessionId: id,
      stationId: station.id,
      kind: mode,
      hourlyRate: rateOf(station, mode),
      startedAt: at,
      batchId: null,
    },
  });
}

/** How far back a start may lie: 24 h, and not before the previous session of the station ended. */
export function startProblems(
  path: string,
  start: EpochMs,
  now: EpochMs,
  previousEndedAt: EpochMs | null,
): readonly FieldProblem[] {
  if (start < now - DAY_MS) return [{ path, message: "is more than 24 hours back" }];
  if (previousEndedAt !== null && start < previousEndedAt) {
    return [{ path, message: "is before the previous session of this station ended" }];
  }
  return [];
}

/** Bounds of what a session's register holds. */
export function limitProblems(limits: {
  readonly timerMinutes?: number | null | undefined;
  readonly costLimit?: Piasters | null | undefined;
  readonly notes?: string | null | undefined;
}): readonly FieldProblem[] {
  const { timerMinutes, costLimit, notes } = limits;
  return [
    ...(timerMinutes == null ? [] : minutesProblems("timerMinutes", timerMinutes)),
    ...(costLimit == null ? [] : positiveAmountProblems("costLimit", costLimit)),
    ...((notes?.length ?? 0) > 2_000 ? [{ path: "notes", message: "must be at most 2000 characters" }] : []),
  ];
}
