import { setImmediate as turn } from "node:timers/promises";

const ROWS_A_PIECE = 500;

/** `map` over a list that may be long: after each piece whatever else waits in this process has its turn. */
export async function mapInPieces<A, B>(rows: readonly A[], one: (row: A) => B): Promise<readonly B[]> {
  const found: B[] = [];
  for (let at = 0; at < rows.length; at += ROWS_A_PIECE) {
    if (at > 0) await turn();
    for (const row of rows.slice(at, at + ROWS_A_PIECE)) found.push(one(row));
  }
  return found;
}
