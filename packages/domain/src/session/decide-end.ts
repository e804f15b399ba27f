import type { ClosingId, PaymentId } from "../ids.ts";
import { amountProblems, positiveAmountProblems, textProblems } from "../money/bounds.ts";
import { NOTHING, type Piasters } from "../money/piasters.ts";
import { type FieldProblem, invalid, type Refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { type Bill, billAt } from "./bill.ts";
import { closingOf, paidOf } from "./closing.ts";
import { type DecisionContext, refuseCommand } from "./context.ts";
import type { ClosingRow, PaymentRow, SessionFacts, Unstamped } from "./facts.ts";

export interface EndCommand {
  readonly id?: ClosingId | undefined;
  readonly at: EpochMs;
  readonly receiptNo: string;
  readonly by: string | null;
  readonly discount?: Piasters | undefined;
  readonly discountReason?: string | null | undefined;
  /** What the screen showed; another payable is refused, never silently changed. */
  readonly expectedPayable?: Piasters | undefined;
  readonly payment?: PaymentTaken | undefined;
}

export interface PaymentTaken {
  readonly id?: PaymentId | undefined;
  readonly amount: Piasters;
  readonly method: string;
}

export interface EndDecision {
  readonly closing: Unstamped<ClosingRow>;
  readonly payment: PaymentRow | null;
  readonly bill: Bill;
}

/** The bill is not the one that was shown: here is the fresh one. */
export interface BillChanged extends Refusal {
  readonly code: "BILL_CHANGED";
  readonly bill: Bill;
}

/**
 * The closing at `at`, and the payment when money was taken with it.
 * Refuses SESSION_ENDED; INVALID `at`, `discount` (0 … subtotal), `discountReason` (needed with a discount),
 * `payment.amount` (> 0, at most what is still owed); BILL_CHANGED with the fresh bill.
 */
export function decideEnd(
  facts: SessionFacts,
  command: EndCommand,
  context: DecisionContext,
): Result<EndDecision, Refusal | BillChanged> {
  const { at, discount = NOTHING, expectedPayable, payment } = command;
  const { policy, ids, now } = context;
  const refused = refuseCommand(facts, at, now);
  if (refused) return err(refused);
  const bill = billAt(facts, policy, at, discount);
  const problems = discountProblems(command, bill.subtotal);
  if (problems.length > 0) return err(invalid(...problems));
  if (expectedPayable !== undefined && expectedPayable !== bill.payable) {
    return err({ code: "BILL_CHANGED", detail: `payable is ${bill.payable}`, bill });
  }
  const tooMuch = payment
    ? paymentProblems("payment.amount", payment.amount, bill.payable - paidOf(facts))
    : [];
  if (tooMuch.length > 0) return err(invalid(...tooMuch));
  const id = command.id ?? (ids.next() as ClosingId);
  const sessionId = facts.session.id;
  const closing = closingOf(bill, policy, {
    id,
    sessionId,
    endedAt: at,
    receiptNo: command.receiptNo,
    discountReason: discount > 0 ? (command.discountReason ?? null) : null,
    closedBy: command.by,
    closedAt: now,
  });
  return ok({ closing, bill, payment: payment ? paymentRow(payment, closing, now, ids) : null });
}

function discountProblems(command: EndCommand, subtotal: Piasters): readonly FieldProblem[] {
  const { discount = NOTHING, discountReason } = command;
  const bounds = amountProblems("discount", discount);
  if (bounds.length > 0 || discount === 0) return bounds;
  if (discount > subtotal) return [{ path: "discount", message: `is more than the bill of ${subtotal}` }];
  return textProblems("discountReason", discountReason ?? "");
}

/** Money taken is something, and at most what is owed: more is a charge or a discount with a reason. */
export function paymentProblems(path: string, amount: Piasters, owed: number): readonly FieldProblem[] {
  const bounds = positiveAmountProblems(path, amount);
  if (bounds.length > 0) return bounds;
  return amount > owed ? [{ path, message: `is more than the ${Math.max(owed, 0)} that are owed` }] : [];
}

/** The row of a payment at a closing. */
export function paymentRow(
  taken: PaymentTaken,
  closing: Pick<ClosingRow, "id" | "sessionId">,
  takenAt: EpochMs,
  ids: DecisionContext["ids"],
): PaymentRow {
  const { id = ids.next() as PaymentId, amount, method } = taken;
  return { id, closingId: closing.id, sessionId: closing.sessionId, amount, method, takenAt };
}
