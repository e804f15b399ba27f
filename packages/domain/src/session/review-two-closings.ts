import { err, ok, type Result } from "../result.ts";
import type { DecisionContext } from "./context.ts";
import { voidRow } from "./decide-void.ts";
import type { SessionFacts } from "./facts.ts";
import { FREE, placeSegments } from "./place-segment.ts";
import {
  frameOf,
  goneMeanwhile,
  keptOf,
  noSuchVersion,
  type ReviewCommand,
  type ReviewDecision,
} from "./review-choice.ts";
import type { Review } from "./reviews.ts";
import { stateAt } from "./timeline.ts";
import { transferCounts, voidedIds } from "./voided.ts";

/**
 * Voids every other closing, and the transfers that were made with them. Payments stay where they were taken: all of
 * them count for the session. A pause at the end of the kept one counts for nothing while it stands; should somebody
 * apart have kept the other, both are voided and the session is open again, but its clock does not run.
 */
export function decideTwoClosings(
  review: Extract<Review, { kind: "two-closings" }>,
  sessions: readonly SessionFacts[],
  command: ReviewCommand,
  { policy, ids }: DecisionContext,
): Result<ReviewDecision> {
  const facts = sessions.find((one) => one.session.id === review.sessionId);
  if (facts === undefined) return err(goneMeanwhile());
  const keptId = keptOf(
    command.choice,
    review.closings.map((row) => row.id),
  );
  const kept = review.closings.find((row) => row.id === keptId);
  if (kept === undefined) return err(noSuchVersion());
  const frame = frameOf(command);
  const voided = voidedIds(facts);
  const voids = review.closings
    .filter((row) => row !== kept)
    .flatMap((row) => [
      voidRow(facts, "closing", row.id, frame),
      ...facts.transfersOut
        .filter((t) => t.closingId === row.id && transferCounts(t, voided))
        .map((t) => voidRow(facts, "transfer", t.id, frame)),
    ]);
  const { stationId } = stateAt(facts, policy, kept.endedAt);
  const pause = { kind: "paused", stationId, hourlyRate: FREE, at: kept.endedAt } as const;
  return ok({ sessions: [{ facts, voids, segments: placeSegments(facts, [pause], ids) }], sales: [] });
}
