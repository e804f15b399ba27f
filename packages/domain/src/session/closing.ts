import type { ClosingId, SessionId } from "../ids.ts";
import { type Piasters, piasters } from "../money/piasters.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import type { BillTotals } from "./bill-totals.ts";
import type { ClosingRow, SessionFacts, Unstamped } from "./facts.ts";
import type { BillingPolicy } from "./policy.ts";
import { voidedIds } from "./voided.ts";

/** The closings that neither are voided nor had their transfer voided, newest first. */
export function standingClosings(facts: SessionFacts): readonly ClosingRow[] {
  if (facts.closings.length === 0) return facts.closings;
  const voided = voidedIds(facts);
  const undone = new Set(facts.transfersOut.filter((t) => voided.has(t.id)).map((t) => t.closingId));
  return facts.closings
    .filter((closing) => !voided.has(closing.id) && !undone.has(closing.id))
    .sort((a, b) =>
      a.updatedAt !== b.updatedAt ? (a.updatedAt < b.updatedAt ? 1 : -1) : a.id < b.id ? 1 : -1,
    );
}

/** The closing that holds: of those that stand, the one with the greatest stamp. Null = the session is open. */
export function effectiveClosing(facts: SessionFacts): ClosingRow | null {
  return standingClosings(facts)[0] ?? null;
}

/** Who closed what, when; the bill says how much. */
export interface ClosingFrame {
  readonly id: ClosingId;
  readonly sessionId: SessionId;
  readonly endedAt: EpochMs;
  /** `<writer letter>-<n>`: two writers offline cannot collide. */
  readonly receiptNo: string;
  readonly discountReason: string | null;
  readonly closedBy: string | null;
  readonly closedAt: EpochMs;
}

/** The closing row of a bill: every component and the policy that made it. */
export function closingOf(
  bill: BillTotals,
  policy: BillingPolicy,
  frame: ClosingFrame,
): Unstamped<ClosingRow> {
  return {
    id: frame.id,
    sessionId: frame.sessionId,
    endedAt: frame.endedAt,
    receiptNo: frame.receiptNo,
    playedMs: bill.playedMs,
    billedMinutes: bill.billedMinutes,
    time: bill.time,
    orders: bill.orders,
    charges: bill.charges,
    transfersIn: bill.transfersIn,
    transfersOut: bill.transfersOut,
    subtotal: bill.subtotal,
    discount: bill.discount,
    discountReason: frame.discountReason,
    rounding: bill.rounding,
    payable: bill.payable,
    billingIncrementSeconds: policy.billingIncrementSeconds,
    minimumCharge: policy.minimumCharge,
    roundTo: policy.roundTo,
    limitAction: policy.limitAction,
    closedBy: frame.closedBy,
    closedAt: frame.closedAt,
  };
}

/** The policy that a closing was made under. */
export function policyOf(closing: BillingPolicy): BillingPolicy {
  const { billingIncrementSeconds, minimumCharge, roundTo, limitAction } = closing;
  return { billingIncrementSeconds, minimumCharge, roundTo, limitAction };
}

/**
 * Money taken for a session, whichever of its closings it was taken at: a payment at a closing that was voided since
 * is still in the till.
 */
export function paidOf(facts: SessionFacts): Piasters {
  const voided = voidedIds(facts);
  let sum = 0;
  for (const row of facts.payments) if (!voided.has(row.id)) sum += row.amount;
  return piasters(sum);
}
