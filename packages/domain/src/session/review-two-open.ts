import type { ClosingId, TransferId } from "../ids.ts";
import { NOTHING } from "../money/piasters.ts";
import { err, ok, type Result } from "../result.ts";
import { billAt } from "./bill.ts";
import { closingOf } from "./closing.ts";
import { type DecisionContext, refuseCommand } from "./context.ts";
import type { SessionFacts, TransferRow } from "./facts.ts";
import {
  frameOf,
  keptOf,
  noSuchVersion,
  type ReviewCommand,
  type ReviewDecision,
  type ReviewedSession,
} from "./review-choice.ts";
import { effectiveStart } from "./segments.ts";

/** The sessions of a station by start: the first one is on the tile until somebody decides. */
export function byStart(a: SessionFacts, b: SessionFacts): number {
  return effectiveStart(a) - effectiveStart(b) || (a.session.id < b.session.id ? -1 : 1);
}

/**
 * One console was played on once: the other sessions are closed, and their time is a discount with the reason.
 * - `keep`: what was ordered and charged there moves to the bill of the kept one;
 * - write off: the first one goes on, and the whole bill of the others is given up.
 * Reopening the closing of such a session brings everything of it back.
 */
export function decideTwoOpen(
  sessions: readonly SessionFacts[],
  command: ReviewCommand,
  context: DecisionContext,
): Result<ReviewDecision> {
  const inOrder = sessions.toSorted(byStart);
  const keptId = keptOf(
    command.choice,
    inOrder.map((facts) => facts.session.id),
  );
  const kept = inOrder.find((facts) => facts.session.id === keptId);
  if (kept === undefined) return err(noSuchVersion());
  const closed: ReviewedSession[] = [];
  for (const facts of inOrder) {
    if (facts === kept) continue;
    const refused = refuseCommand(facts, command.at, context.now);
    if (refused) return err(refused);
    closed.push(closedInFavour(facts, kept, command, context));
  }
  return ok({ sessions: closed, sales: [] });
}

function closedInFavour(
  facts: SessionFacts,
  kept: SessionFacts,
  command: ReviewCommand,
  { policy, ids, now }: DecisionContext,
): ReviewedSession {
  const { at, choice, by } = command;
  const sessionId = facts.session.id;
  const id = ids.next() as ClosingId;
  const whole = billAt(facts, policy, at);
  const moves = "keep" in choice && whole.orders + whole.charges + whole.transfersIn > 0;
  const transfer: TransferRow = {
    ...{
      id: ids.next() as TransferId,
      fromSessionId: sessionId,
      toSessionId: kept.session.id,
      closingId: id,
    },
    ...{ time: NOTHING, orders: whole.orders, charges: whole.charges, transfers: whole.transfersIn },
    ...{ includeOrders: true, transferredAt: at },
  };
  const transfers = moves ? [transfer] : [];
  const left = { ...facts, transfersOut: [...facts.transfersOut, ...transfers] };
  const bill = billAt(left, policy, at, whole.subtotal);
  const closing = closingOf(bill, policy, {
    ...{ id, sessionId, endedAt: at, receiptNo: "", closedBy: by, closedAt: now },
    discountReason: bill.discount > 0 ? frameOf(command).reason : null,
  });
  return { facts, transfers, closing };
}
