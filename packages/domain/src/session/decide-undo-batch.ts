import type { BatchId, SessionId } from "../ids.ts";
import { invalid, refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import { effectiveClosing } from "./closing.ts";
import { aheadProblems, type DecisionContext } from "./context.ts";
import { type VoidFrame, voidRow } from "./decide-void.ts";
import type { SessionFacts, VoidRow } from "./facts.ts";
import { voidedIds } from "./voided.ts";

export interface UndoDecision {
  readonly voids: readonly VoidRow[];
  readonly sessions: readonly SessionId[];
}

/**
 * Takes a freeze or a resume back: its segments are voided, as if they had never been. Sessions closed meanwhile keep
 * the bill that was paid. Refuses NOT_FOUND, ALREADY_VOIDED, INVALID `at`, SESSION_ENDED (all of them are closed).
 */
export function decideUndoBatch(
  sessions: readonly SessionFacts[],
  command: VoidFrame & { readonly batchId: BatchId },
  context: Pick<DecisionContext, "now">,
): Result<UndoDecision> {
  const problems = aheadProblems(command.at, context.now);
  if (problems.length > 0) return err(invalid(...problems));
  const voids: VoidRow[] = [];
  const touched: SessionId[] = [];
  let found = false;
  let standing = false;
  for (const facts of sessions) {
    const voided = voidedIds(facts);
    const rows = facts.segments.filter((row) => row.batchId === command.batchId);
    const live = rows.filter((row) => !voided.has(row.id));
    found ||= rows.length > 0;
    standing ||= live.length > 0;
    if (live.length === 0 || effectiveClosing(facts)) continue;
    voids.push(...live.map((row) => voidRow(facts, "segment", row.id, command)));
    touched.push(facts.session.id);
  }
  if (!found) return err(refusal("NOT_FOUND"));
  if (!standing) return err(refusal("ALREADY_VOIDED"));
  if (voids.length === 0) return err(refusal("SESSION_ENDED", "every session of the batch is closed"));
  return ok({ voids, sessions: touched });
}
