import type { BatchId, SessionId } from "../ids.ts";
import { invalid } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import { type EpochMs, epochMs } from "../time/epoch-ms.ts";
import { effectiveClosing } from "./closing.ts";
import { aheadProblems, type DecisionContext } from "./context.ts";
import type { SegmentRow, SessionFacts } from "./facts.ts";
import { FREE, placeSegments, type WantedSegment } from "./place-segment.ts";
import { effectiveStart, liveSegments } from "./segments.ts";
import { stateAt } from "./timeline.ts";

/** One batch of segments over many sessions; can be undone as a whole. */
export interface BatchDecision {
  readonly batchId: BatchId;
  readonly segments: readonly SegmentRow[];
  readonly sessions: readonly SessionId[];
}

/**
 * A power cut at `at`: what ran at that instant is paused from it on, what was begun after it is paused at its own
 * start. Closed sessions, and those paused already, are left alone. Refuses INVALID `at`.
 */
export function decideFreeze(
  sessions: readonly SessionFacts[],
  command: { readonly batchId: BatchId; readonly at: EpochMs },
  context: DecisionContext,
): Result<BatchDecision> {
  const { batchId, at } = command;
  const problems = aheadProblems(at, context.now);
  if (problems.length > 0) return err(invalid(...problems));
  const segments: SegmentRow[] = [];
  const touched: SessionId[] = [];
  for (const facts of sessions) {
    const rows = placeSegments(facts, pausesOf(facts, at, context, batchId), context.ids);
    if (rows.length === 0) continue;
    segments.push(...rows);
    touched.push(facts.session.id);
  }
  return ok({ batchId, segments, sessions: touched });
}

function pausesOf(
  facts: SessionFacts,
  at: EpochMs,
  { policy }: DecisionContext,
  batchId: BatchId,
): readonly WantedSegment[] {
  if (effectiveClosing(facts)) return [];
  const start = effectiveStart(facts);
  const from = epochMs(Math.max(at, start)); // what began after the cut is frozen where it began
  const state = stateAt(facts, policy, from);
  if (state.pausedByLimit) return [];
  const frozen = { kind: "paused", hourlyRate: FREE, batchId } as const;
  const wanted: WantedSegment[] = [];
  if (state.segment && state.kind !== "paused") {
    wanted.push({ ...frozen, stationId: state.stationId, at: from });
  }
  for (const row of liveSegments(facts)) {
    if (row.kind === "paused" || row.startedAt <= from) continue;
    wanted.push({ ...frozen, stationId: row.stationId, at: row.startedAt });
  }
  return wanted;
}
