import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { Client } from "@libsql/client";
import { SYNCED_TABLES, type SyncedTable } from "@mikro-dash/db-schema/synced-tables";
import type { HybridClock } from "@mikro-dash/domain/sync/hlc";
import { mergeStatements, type PulledRow, type PulledTable } from "./pulled.ts";

/** Rows merged before the event loop gets its turn: a portion takes a few ms. */
const MERGE_ROWS = 200;

interface Piece {
  readonly table: SyncedTable;
  readonly rows: readonly PulledRow[];
}

/**
 * Merges what either source pulled into local.db, in the order of the tables, and answers the names of those that
 * changed. Every stamp is observed before it can be read, so that the next local stamp is greater.
 */
export async function mergePulled(
  local: Client,
  stamps: Pick<HybridClock, "observe">,
  pulled: readonly PulledTable[],
): Promise<string[]> {
  const changed = new Set<string>();
  for (const [n, portion] of portionsOf(pulled).entries()) {
    if (n > 0) await yieldToEventLoop();
    for (const { table, rows } of portion) {
      const stampAt = table.columns.indexOf("updated_at");
      for (const [, , json] of rows) stamps.observe(String((JSON.parse(json) as unknown[])[stampAt]));
    }
    // One transaction, one `fsync`: the rows of a command are in two or three tables.
    const statements = portion.flatMap(({ table, rows }) => mergeStatements(table, rows));
    const results = await local.batch(statements, "write");
    const merged = results.filter((_, i) => i % 2 === 0); // the others move the cursor
    for (const [i, { table }] of portion.entries())
      if ((merged[i]?.rowsAffected ?? 0) > 0) changed.add(table.name);
  }
  return [...changed];
}

/** In the order of the tables, as many rows in each portion as are merged at once. */
function portionsOf(pulled: readonly PulledTable[]): readonly (readonly Piece[])[] {
  const portions: Piece[][] = [];
  let room = 0;
  for (const table of SYNCED_TABLES) {
    const rows = pulled.find(({ name }) => name === table.name)?.rows ?? [];
    for (let from = 0; from < rows.length; ) {
      if (room === 0) {
        portions.push([]);
        room = MERGE_ROWS;
      }
      const piece = { table, rows: rows.slice(from, from + room) };
      portions.at(-1)?.push(piece);
      from += piece.rows.length;
      room -= piece.rows.length;
    }
  }
  return portions;
}
