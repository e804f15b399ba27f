import type { ChargeId, ClosingId, TransferId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { err, ok, type Result } from "../result.ts";
import { billAt } from "./bill.ts";
import { closingOf, policyOf } from "./closing.ts";
import type { DecisionContext } from "./context.ts";
import { voidRow } from "./decide-void.ts";
import type { ChargeRow, SessionFacts } from "./facts.ts";
import {
  frameOf,
  goneMeanwhile,
  keptOf,
  noSuchVersion,
  type ReviewCommand,
  type ReviewDecision,
} from "./review-choice.ts";
import type { Review } from "./reviews.ts";
import { transferCounts, voidedIds } from "./voided.ts";

/**
 * Either way the closing is replaced by one that has seen everything, at the same instant and under the same policy:
 * so whatever arrives after it is a review of its own.
 * - the bill as it is now (`keep` the session): what is payable changes, what was paid stays paid;
 * - as it was closed (`keep` the closing, or write off): what is payable stays. What came on top is a discount, what
 *   fell away an extra charge, each with the reason, so that reported money equals cash.
 */
export function decideLateItems(
  review: Extract<Review, { kind: "late-items" }>,
  sessions: readonly SessionFacts[],
  command: ReviewCommand,
  { ids, now }: DecisionContext,
): Result<ReviewDecision> {
  const { closing: old, difference, sessionId } = review;
  const found = sessions.find((one) => one.session.id === sessionId);
  if (found === undefined) return err(goneMeanwhile());
  const kept = keptOf(command.choice, [old.id, sessionId]);
  if (kept === null) return err(noSuchVersion());
  const frame = frameOf(command);
  const asClosed = kept === old.id;
  const more = asClosed ? difference.subtotal : 0;
  const charge: ChargeRow | null =
    more < 0
      ? {
          ...{ id: ids.next() as ChargeId, sessionId, amount: piasters(-more) },
          ...{ reason: frame.reason, chargedAt: old.endedAt },
        }
      : null;
  const facts = charge ? { ...found, charges: [...found.charges, charge] } : found;
  const policy = policyOf(old);
  const bill = billAt(facts, policy, old.endedAt, piasters(old.discount + Math.max(more, 0)));
  const id = ids.next() as ClosingId;
  const reasons = [old.discountReason, more > 0 ? frame.reason : null].filter((one) => one !== null);
  const closing = closingOf(bill, policy, {
    ...{ id, sessionId, endedAt: old.endedAt, receiptNo: "", closedBy: command.by, closedAt: now },
    discountReason: bill.discount > 0 ? reasons.join(" · ") : null,
  });
  // A transfer lives and dies with its closing: the same amounts go on with the new one.
  const voided = voidedIds(found);
  const moved = found.transfersOut.filter((t) => t.closingId === old.id && transferCounts(t, voided));
  const transfers = moved.map((t) => ({ ...t, id: ids.next() as TransferId, closingId: id }));
  const voids = [
    voidRow(found, "closing", old.id, frame),
    ...moved.map((t) => voidRow(found, "transfer", t.id, frame)),
  ];
  const rows = { facts: found, closing, transfers, voids };
  return ok({ sessions: [charge ? { ...rows, charge } : rows], sales: [] });
}
