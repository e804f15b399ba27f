import { NOTHING, type Piasters } from "../money/piasters.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { type BillLine, linesOf } from "./bill-lines.ts";
import { type BillTotals, totalsOf } from "./bill-totals.ts";
import { effectiveClosing, policyOf } from "./closing.ts";
import type { SessionFacts } from "./facts.ts";
import type { BillingPolicy } from "./policy.ts";
import { timeCost } from "./time-cost.ts";
import { timeline } from "./timeline.ts";

export type { BillLine } from "./bill-lines.ts";

/** A bill with every line that the customer could ask about; the lines add up to `payable`, always. */
export interface Bill extends BillTotals {
  readonly lines: readonly BillLine[];
}

/**
 * What the session costs at `at` (or at its closing, if that is earlier). Pure and total: any rows, in any order,
 * have exactly one bill, and each host computes the same. @see docs/billing.md
 * @param discount piasters; taken as 0 … subtotal
 */
export function billAt(
  facts: SessionFacts,
  policy: BillingPolicy,
  at: EpochMs,
  discount: Piasters = NOTHING,
): Bill {
  const cost = timeCost(timeline(facts, policy, at), policy);
  const totals = totalsOf(facts, policy, cost, discount);
  return { ...totals, lines: linesOf(facts, cost, totals) };
}

/**
 * The bill to show: of an open session as of `now` under today's policy; of an ended one at its end, under the policy
 * and with the discount of its closing (it differs from the closing's own numbers when something arrived late).
 */
export function currentBill(facts: SessionFacts, policy: BillingPolicy, now: EpochMs): Bill {
  const closing = effectiveClosing(facts);
  if (closing === null) return billAt(facts, policy, now);
  return billAt(facts, policyOf(closing), closing.endedAt, closing.discount);
}
