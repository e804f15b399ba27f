import type { StartId } from "../ids.ts";
import type { Piasters } from "../money/piasters.ts";
import { type FieldProblem, invalid } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { type DecisionContext, refuseCommand, type SessionPatch, type TimelineChange } from "./context.ts";
import { limitProblems, startProblems } from "./decide-start.ts";
import type { SessionFacts, StartRow, StationFacts, Unstamped } from "./facts.ts";
import { placeSegments } from "./place-segment.ts";
import { effectiveStart } from "./segments.ts";
import { pausingLimit, stateAt } from "./timeline.ts";
import { asWritten, resumption, writtenDownLimit } from "./write-down-limit.ts";

/** Absent fields stay as they are; null clears. */
export interface EditCommand {
  readonly at: EpochMs;
  /** Id of the correction of the start, when the client chose one. */
  readonly startId?: StartId | undefined;
  readonly startedAt?: EpochMs | undefined;
  readonly timerMinutes?: number | null | undefined;
  readonly costLimit?: Piasters | null | undefined;
  readonly notes?: string | null | undefined;
}

/** What an edit needs beside the session. */
export interface EditSurroundings {
  /** Where the session is at `at`; null (deleted, unknown) = the rate that ran before holds on. */
  readonly station: StationFacts | null;
  /** When the previous session of the station ended; null = there was none. */
  readonly previousEndedAt: EpochMs | null;
}

export interface EditDecision extends TimelineChange {
  readonly start: Unstamped<StartRow> | null;
}

/**
 * Corrects the start (not in the future, not before the previous session of the station ended, ≤ 24 h back), the
 * limits and the notes. Raising or clearing a limit that was reached under `limitAction: "pause"` writes the pause
 * down as segments and lets the session go on at `at`. Refuses SESSION_ENDED, INVALID naming the fields.
 */
export function decideEditSession(
  facts: SessionFacts,
  around: EditSurroundings,
  command: EditCommand,
  context: DecisionContext,
): Result<EditDecision> {
  const { at } = command;
  const { now, policy, ids } = context;
  const refused = refuseCommand(facts, at, now);
  if (refused) return err(refused);
  const problems = [...editedStartProblems(facts, around, command, now), ...limitProblems(command)];
  if (problems.length > 0) return err(invalid(...problems));
  const patch = patchOf(command);
  const start = startOf(facts, command, ids);
  const moved =
    start === null
      ? facts
      : { ...facts, session: { ...facts.session, startedAt: start.startedAt }, starts: [] };
  const edited = { ...moved, session: { ...moved.session, ...patch } };
  const before = pausingLimit(moved, policy);
  const after = pausingLimit(edited, policy);
  const lifted = before !== null && (after === null || after > before);
  const pauses = lifted ? writtenDownLimit(moved, policy, at) : [];
  const state = stateAt(moved, asWritten(policy), at);
  const goesOn = pauses.length > 0 && state.kind !== "paused";
  const wanted = goesOn ? [...pauses, { ...resumption(state, around.station), at }] : pauses;
  return ok({ segments: placeSegments(moved, wanted, ids), patch, start });
}

function editedStartProblems(
  facts: SessionFacts,
  around: EditSurroundings,
  { startedAt }: EditCommand,
  now: EpochMs,
): readonly FieldProblem[] {
  if (startedAt === undefined) return [];
  if (startedAt > now) return [{ path: "startedAt", message: "is in the future" }];
  if (startedAt >= effectiveStart(facts)) return []; // to a later start there is no way back to go too far
  return startProblems("startedAt", startedAt, now, around.previousEndedAt);
}

function startOf(
  facts: SessionFacts,
  { startId, startedAt }: EditCommand,
  ids: DecisionContext["ids"],
): Unstamped<StartRow> | null {
  if (startedAt === undefined || startedAt === effectiveStart(facts)) return null;
  return { id: startId ?? (ids.next() as StartId), sessionId: facts.session.id, startedAt };
}

function patchOf({ timerMinutes, costLimit, notes }: EditCommand): SessionPatch | null {
  const patch: SessionPatch = {
    ...(timerMinutes === undefined ? {} : { timerMinutes }),
    ...(costLimit === undefined ? {} : { costLimit }),
    ...(notes === undefined ? {} : { notes }),
  };
  return Object.keys(patch).length === 0 ? null : patch;
}
