import type { ClosingId } from "../ids.ts";
import { invalid, refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { paidOf, standingClosings } from "./closing.ts";
import { aheadProblems, type DecisionContext } from "./context.ts";
import { type PaymentTaken, paymentProblems, paymentRow } from "./decide-end.ts";
import type { PaymentRow, SessionFacts } from "./facts.ts";

/**
 * Money taken at a closing, later or in parts.
 * Refuses NOT_FOUND, CLOSING_VOIDED, INVALID `at` or `amount` (> 0, at most what is still owed).
 */
export function decidePayment(
  facts: SessionFacts,
  command: PaymentTaken & { readonly closingId: ClosingId; readonly at: EpochMs },
  context: DecisionContext,
): Result<PaymentRow> {
  const { closingId, at, amount } = command;
  if (!facts.closings.some((row) => row.id === closingId)) return err(refusal("NOT_FOUND"));
  const closing = standingClosings(facts).find((row) => row.id === closingId);
  if (closing === undefined) return err(refusal("CLOSING_VOIDED"));
  const problems = [
    ...aheadProblems(at, context.now),
    ...paymentProblems("amount", amount, closing.payable - paidOf(facts)),
  ];
  return problems.length > 0 ? err(invalid(...problems)) : ok(paymentRow(command, closing, at, context.ids));
}
