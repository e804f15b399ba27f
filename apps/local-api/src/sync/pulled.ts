import type { Client, InStatement } from "@libsql/client";
import { mergeStatement, rowsAfter } from "@mikro-dash/db-schema/merge-statement";
import { SYNCED_TABLES, type SyncedTable } from "@mikro-dash/db-schema/synced-tables";
import { stateStatement } from "../database/sync-state.ts";

/** Rows of one table that the primary accepted, in cursor order. Plain data: it also travels between processes. */
export interface PulledTable {
  readonly name: string;
  readonly rows: readonly PulledRow[];
}

/** `[synced_at, id, row as a JSON array in the order of the table's columns]` */
export type PulledRow = readonly [syncedAt: string, id: string, json: string];

/** Per table the last row merged; a table that is missing starts at the beginning. */
export type Cursors = Readonly<Record<string, readonly [syncedAt: string, id: string]>>;

/** Rows of one table in one answer. */
const PULL_ROWS = 500;

export function pullStatements(cursors: Cursors, pageRows: number = PULL_ROWS): InStatement[] {
  return SYNCED_TABLES.map((table) => {
    const [syncedAt, id] = cursors[table.name] ?? ["", ""];
    return { sql: rowsAfter(table), args: [syncedAt, id, pageRows] };
  });
}

/** Reads the answer to {@link pullStatements}; `more` when a table may have rows left. */
export function readPulled(
  results: readonly { rows: ArrayLike<unknown>[] }[],
  pageRows: number = PULL_ROWS,
): {
  tables: PulledTable[];
  more: boolean;
} {
  const tables = SYNCED_TABLES.map((table, i): PulledTable => {
    const rows = results[i]?.rows ?? [];
    return {
      name: table.name,
      rows: rows.map((row): PulledRow => [String(row[0]), String(row[1]), String(row[2])]),
    };
  });
  return {
    tables: tables.filter((table) => table.rows.length > 0),
    more: tables.some((table) => table.rows.length >= pageRows),
  };
}

export function advance(cursors: Cursors, tables: readonly PulledTable[]): Cursors {
  const advanced: Record<string, readonly [string, string]> = { ...cursors };
  for (const { name, rows } of tables) {
    const last = rows.at(-1);
    if (last !== undefined) advanced[name] = [last[0], last[1]];
  }
  return advanced;
}

/** After a start or an error a little is read again: what a mixed-up source skipped then costs nothing but a re-merge. */
export function overlapping(cursors: Cursors, overlapMs: number): Cursors {
  return Object.fromEntries(
    Object.entries(cursors).map(([name, [syncedAt]]) => {
      const at = Date.parse(syncedAt);
      return [name, [Number.isNaN(at) ? "" : new Date(at - overlapMs).toISOString(), ""]];
    }),
  );
}

export async function readCursors(local: Client): Promise<Cursors> {
  const { rows } = await local.execute("SELECT key, value FROM sync_state WHERE key LIKE 'cursor.%'");
  return Object.fromEntries(
    rows.map((row) => [String(row.key).slice("cursor.".length), JSON.parse(String(row.value))]),
  );
}

/** Merges some rows of one table and moves the cursor behind them: to be run in one transaction. At least one row. */
export function mergeStatements(
  table: SyncedTable,
  rows: readonly PulledRow[],
): readonly [merge: InStatement, cursor: InStatement] {
  const [syncedAt, id] = rows.at(-1) ?? [];
  return [
    { sql: mergeStatement(table, "local"), args: [`[${rows.map(([, , json]) => json).join(",")}]`] },
    stateStatement(`cursor.${table.name}`, JSON.stringify([syncedAt, id])),
  ];
}
