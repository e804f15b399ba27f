import { invalid, refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { effectiveClosing } from "./closing.ts";
import { aheadProblems, type DecisionContext } from "./context.ts";
import type { SessionFacts, VoidRow } from "./facts.ts";
import { voidedIds } from "./voided.ts";

/** Tables whose rows a void of a session names. */
export const VOID_TABLES = {
  order: "ps_session_orders",
  charge: "ps_session_charges",
  payment: "ps_payments",
  closing: "ps_session_closings",
  transfer: "ps_session_transfers",
  segment: "ps_session_segments",
} as const;

/** Who voids, when, why. */
export interface VoidFrame {
  readonly at: EpochMs;
  readonly by: string | null;
  readonly reason: string | null;
}

/**
 * Takes an order, a charge or a payment back. (A closing or a transfer: `decideReopen`.)
 * Refuses NOT_FOUND, ALREADY_VOIDED, INVALID `at`, and for orders and charges SESSION_ENDED.
 */
export function decideVoid(
  facts: SessionFacts,
  command: VoidFrame & { readonly target: "order" | "charge" | "payment"; readonly id: string },
  context: Pick<DecisionContext, "now">,
): Result<VoidRow> {
  const { target, id, at } = command;
  const rows = { order: facts.orders, charge: facts.charges, payment: facts.payments }[target];
  if (!rows.some((row) => row.id === id)) return err(refusal("NOT_FOUND"));
  if (voidedIds(facts).has(id)) return err(refusal("ALREADY_VOIDED"));
  if (target !== "payment" && effectiveClosing(facts)) return err(refusal("SESSION_ENDED"));
  const problems = aheadProblems(at, context.now);
  if (problems.length > 0) return err(invalid(...problems));
  return ok(voidRow(facts, target, id, command));
}

/** The row that voids `id`. */
export function voidRow(
  facts: Pick<SessionFacts, "session">,
  target: keyof typeof VOID_TABLES,
  id: string,
  { at, by, reason }: VoidFrame,
): VoidRow {
  return { id, targetTable: VOID_TABLES[target], sessionId: facts.session.id, at, by, reason };
}
