import type { BatchId, SessionId } from "../ids.ts";
import { invalid } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { effectiveClosing } from "./closing.ts";
import { aheadProblems, type DecisionContext } from "./context.ts";
import type { BatchDecision } from "./decide-freeze.ts";
import type { SegmentRow, SessionFacts, StationFacts } from "./facts.ts";
import { placeSegments } from "./place-segment.ts";
import { liveSegments } from "./segments.ts";
import { stateAt } from "./timeline.ts";
import { resumption } from "./write-down-limit.ts";

export interface ResumeAllCommand {
  /** The id of this resume's own batch. */
  readonly batchId: BatchId;
  /** The freeze to take back; null = whichever froze a session last. */
  readonly freezeBatchId: BatchId | null;
  readonly at: EpochMs;
}

/**
 * Power is back: the mode that ran before, from `at` on, for the sessions that the freeze paused and whose timeline
 * nobody has touched since. Refuses INVALID `at`.
 * @param stations those of the sessions, for their rates of today
 */
export function decideResumeAll(
  sessions: readonly SessionFacts[],
  stations: readonly StationFacts[],
  command: ResumeAllCommand,
  context: DecisionContext,
): Result<BatchDecision> {
  const { batchId, freezeBatchId, at } = command;
  const problems = aheadProblems(at, context.now);
  if (problems.length > 0) return err(invalid(...problems));
  const segments: SegmentRow[] = [];
  const touched: SessionId[] = [];
  for (const facts of sessions) {
    const last = liveSegments(facts).at(-1);
    if (effectiveClosing(facts) || !last || last.startedAt > at || !isFrozen(last, freezeBatchId)) continue;
    const station = stations.find((one) => one.id === last.stationId) ?? null;
    const wanted = { ...resumption(stateAt(facts, context.policy, at), station), at, batchId };
    segments.push(...placeSegments(facts, [wanted], context.ids));
    touched.push(facts.session.id);
  }
  return ok({ batchId, segments, sessions: touched });
}

function isFrozen(last: SegmentRow, by: BatchId | null): boolean {
  return last.kind === "paused" && last.batchId !== null && (by === null || last.batchId === by);
}
