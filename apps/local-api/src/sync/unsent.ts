import type { Client, InStatement } from "@libsql/client";
import { markAccepted, unsentRows } from "@mikro-dash/db-schema/merge-statement";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import { type Accepted, byTable, type UnsentRow } from "./push-batch.ts";

/** Rows of one push. Merging this many takes the primary a few ms, and so does marking them here, while nothing else runs. */
const PUSH_ROWS = 250;

/** The next rows to push, in the order of the tables, without those that were refused in this life. */
export async function nextUnsent(
  local: Client,
  isRefused: (row: UnsentRow) => boolean,
  refusedCount: number,
  most: number = PUSH_ROWS,
): Promise<UnsentRow[]> {
  const rows: UnsentRow[] = [];
  const waiting = await unsentTables(local);
  for (const table of SYNCED_TABLES) {
    if (rows.length >= most) break;
    if (!waiting.has(table.name)) continue;
    const limit = most - rows.length + refusedCount;
    const found = await local.execute({ sql: unsentRows(table), args: [limit] });
    const fresh = found.rows
      .map((row): UnsentRow => {
        return { table, id: String(row.id), updatedAt: String(row.updated_at), json: String(row.row) };
      })
      .filter((row) => !isRefused(row));
    rows.push(...fresh.slice(0, most - rows.length));
  }
  return rows;
}

/** How many rows each table has that the primary has not accepted; tables without any are left out. */
export async function unsentTables(local: Client): Promise<Map<string, number>> {
  const { rows } = await local.execute(COUNT_UNSENT);
  return new Map(rows.map((row) => [String(row.name), Number(row.n)]));
}

const COUNT_UNSENT = SYNCED_TABLES.map(
  ({ name }) => `SELECT '${name}' AS name, count(*) AS n FROM ${name} WHERE synced_at IS NULL HAVING n > 0`,
).join(" UNION ALL ");

/** Marks clean what was accepted, unless it changed meanwhile. */
export function acceptStatements(rows: readonly UnsentRow[], accepted: Accepted): InStatement[] {
  return [...byTable(rows)].map(([table, group]) => ({
    sql: markAccepted(table),
    args: [
      accepted.syncedAt.get(table.name) ?? null,
      JSON.stringify(group.map((row) => [row.id, row.updatedAt])),
    ],
  }));
}

/** How far the primary's clock may have stepped back: rows accepted after its last memory of us then look older. */
const STEPPED_BACK_MS = 10 * 60_000;

/**
 * Every row accepted at or after `since` (all, when null), or a little before it, becomes unsent: a restored primary may
 * have lost it. What it has not lost is merged once more, which changes nothing.
 */
export function resendStatements(since: string | null): InStatement[] {
  const from = since === null ? "" : new Date(Date.parse(since) - STEPPED_BACK_MS).toISOString();
  return SYNCED_TABLES.map(({ name }) => ({
    sql: `UPDATE ${name} SET synced_at = NULL WHERE synced_at >= ?`,
    args: [from],
  }));
}
