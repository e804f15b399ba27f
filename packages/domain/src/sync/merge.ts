import type { HlcStamp } from "./hlc.ts";

/**
 * A register row replaces another of the same id when its stamp is greater; what the SQL merge statement does.
 * Commutative, associative and idempotent as long as a stamp is never given twice (the hybrid clock's promise).
 * @see docs/sync.md
 */
export function mergeRegister<Row extends { readonly updatedAt: HlcStamp }>(
  mine: Row | undefined,
  theirs: Row,
): Row {
  return mine !== undefined && mine.updatedAt >= theirs.updatedAt ? mine : theirs;
}

/** A fact is inserted once and never updated: the row that is there stays. */
export function mergeFact<Row>(mine: Row | undefined, theirs: Row): Row {
  return mine ?? theirs;
}
