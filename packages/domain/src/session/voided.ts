import type { SessionFacts, TransferRow } from "./facts.ts";

const NONE: ReadonlySet<string> = new Set();

/** Ids of the rows that are voided. */
export function voidedIds(facts: SessionFacts): ReadonlySet<string> {
  return facts.voids.length === 0 ? NONE : new Set(facts.voids.map((row) => row.id));
}

/** A transfer lives and dies with the closing that it was made with: voiding either voids both. */
export function transferCounts(transfer: TransferRow, voided: ReadonlySet<string>): boolean {
  return !voided.has(transfer.id) && !voided.has(transfer.closingId);
}
