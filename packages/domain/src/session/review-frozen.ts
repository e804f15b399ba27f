import type { BatchId } from "../ids.ts";
import { err, ok, type Result } from "../result.ts";
import { effectiveClosing } from "./closing.ts";
import type { DecisionContext } from "./context.ts";
import { decideUndoBatch } from "./decide-undo-batch.ts";
import type { SegmentRow, SessionFacts } from "./facts.ts";
import { FREE, placeSegments } from "./place-segment.ts";
import { frameOf, keptOf, noSuchVersion, type ReviewCommand, type ReviewDecision } from "./review-choice.ts";
import type { Review } from "./reviews.ts";
import { liveSegments } from "./segments.ts";
import { stateAt } from "./timeline.ts";

type Frozen = Extract<Review, { kind: "frozen-while-alive" }>;

/** Versions of a freeze beside the freeze itself (whose row id is its batch). */
const AS_IF_NEVER = "undo";
export const AT_THE_TRUE_INSTANT = "true-instant";

/** What can be kept: the freeze as it was made, nothing of it, or the same at the instant when the café fell silent. */
export const freezeVersions = (review: Frozen) => [review.batchId, AS_IF_NEVER, AT_THE_TRUE_INSTANT] as const;

/**
 * As it was made (also: write off): nothing changes, the minutes stay free. Undo: its pauses are voided. True instant:
 * they are voided, and sessions that nobody has touched by then are paused when the café was last heard.
 * Sessions that were closed meanwhile keep the bill that was paid.
 */
export function decideFrozenWhileAlive(
  review: Frozen,
  sessions: readonly SessionFacts[],
  command: ReviewCommand,
  context: DecisionContext,
): Result<ReviewDecision> {
  const { batchId } = review;
  const kept = keptOf(command.choice, freezeVersions(review));
  if (kept === null) return err(noSuchVersion());
  if (kept === batchId) return ok({ sessions: [], sales: [] });
  const undone = decideUndoBatch(sessions, { ...frameOf(command), batchId }, context);
  if (!undone.ok) return undone;
  const newBatch = context.ids.next() as BatchId;
  const reviewed = sessions
    .filter((facts) => undone.value.sessions.includes(facts.session.id))
    .map((facts) => {
      const voids = undone.value.voids.filter((row) => row.sessionId === facts.session.id);
      const thawed = { ...facts, voids: [...facts.voids, ...voids] };
      const segments = kept === AT_THE_TRUE_INSTANT ? pauseAt(thawed, review, newBatch, context) : [];
      return { facts, voids, segments };
    });
  return ok({ sessions: reviewed, sales: [] });
}

function pauseAt(
  facts: SessionFacts,
  { aliveUntil, frozenAt }: Frozen,
  batchId: BatchId,
  { policy, ids }: DecisionContext,
): readonly SegmentRow[] {
  const touched = liveSegments(facts).some((row) => row.startedAt > frozenAt && row.startedAt <= aliveUntil);
  const state = stateAt(facts, policy, aliveUntil);
  if (touched || effectiveClosing(facts) || state.kind === "paused") return [];
  const { stationId } = state;
  return placeSegments(
    facts,
    [{ kind: "paused", stationId, hourlyRate: FREE, at: aliveUntil, batchId }],
    ids,
  );
}
