import { amountProblems } from "../money/bounds.ts";
import { type Piasters, piasters } from "../money/piasters.ts";
import type { FieldProblem } from "../refusal.ts";

/** What happens when a timer or a cost limit is reached: a sound, or a derived pause from that very instant. */
export type LimitAction = "alert" | "pause";

/** The settings that price a session. A closing keeps a copy of the ones it was made under. */
export interface BillingPolicy {
  /** Every started increment of play is charged. Seconds, 1 … 3,600. */
  readonly billingIncrementSeconds: number;
  /** Least time cost of a session that was played at all. */
  readonly minimumCharge: Piasters;
  /** What is paid is a multiple of this, 1 = exact. */
  readonly roundTo: Piasters;
  readonly limitAction: LimitAction;
}

export const DEFAULT_POLICY: BillingPolicy = {
  billingIncrementSeconds: 60,
  minimumCharge: piasters(0),
  roundTo: piasters(500),
  limitAction: "alert",
};

/** What is out of bounds in a policy; empty when it can be used. */
export function policyProblems(policy: BillingPolicy): readonly FieldProblem[] {
  const inc = policy.billingIncrementSeconds;
  const problems = [...amountProblems("minimumCharge", policy.minimumCharge)];
  if (!Number.isInteger(inc) || inc < 1 || inc > 3_600) {
    problems.push({ path: "billingIncrementSeconds", message: "must be a whole number from 1 to 3600" });
  }
  if (!Number.isInteger(policy.roundTo) || policy.roundTo < 1 || policy.roundTo > 100_000) {
    problems.push({ path: "roundTo", message: "must be a whole number from 1 to 100000" });
  }
  return problems;
}
