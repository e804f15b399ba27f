import type { ChargeId } from "../ids.ts";
import { positiveAmountProblems, textProblems } from "../money/bounds.ts";
import type { Piasters } from "../money/piasters.ts";
import { invalid } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { type DecisionContext, refuseCommand } from "./context.ts";
import type { ChargeRow, SessionFacts } from "./facts.ts";

/** Refuses SESSION_ENDED, INVALID `at`, `amount` (> 0: a reduction is a discount) or `reason` (must say something). */
export function decideCharge(
  facts: SessionFacts,
  command: {
    readonly id?: ChargeId | undefined;
    readonly amount: Piasters;
    readonly reason: string;
    readonly at: EpochMs;
  },
  context: DecisionContext,
): Result<ChargeRow> {
  const { id = context.ids.next() as ChargeId, amount, reason, at } = command;
  const refused = refuseCommand(facts, at, context.now);
  if (refused) return err(refused);
  const problems = [...positiveAmountProblems("amount", amount), ...textProblems("reason", reason)];
  if (problems.length > 0) return err(invalid(...problems));
  return ok({ id, sessionId: facts.session.id, amount, reason, chargedAt: at });
}
