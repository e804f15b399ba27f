import type { InStatement } from "@libsql/client/http";
import type { CacheTable } from "@mikro-dash/db-schema/mirror/columns";
import type { CacheChanges } from "./held-cache.ts";

/** Rows in one statement: bounds the request of a first cycle over thousands of vouchers. */
const ROWS_A_STATEMENT = 2_000;

/** The statements that bring a cache table to its new state; none when nothing changed. A row that is the same costs nothing. */
export function cacheStatements<R extends { readonly id: string }>(
  table: CacheTable<R>,
  changes: CacheChanges<R>,
  syncedAt: string,
): InStatement[] {
  const statements: InStatement[] = [];
  const columns = Object.entries(table.columns);
  const upsert = upsertSql(
    table.name,
    columns.map(([, column]) => column),
  );
  for (const rows of chunks(changes.upserts)) {
    const values = rows.map((row) => {
      const fields = new Map(Object.entries({ ...row, syncedAt }));
      return columns.map(([key]) => fields.get(key) ?? null);
    });
    statements.push({ sql: upsert, args: [JSON.stringify(values)] });
  }
  for (const ids of chunks(changes.deletes)) {
    const sql = `DELETE FROM ${table.name} WHERE id IN (SELECT value FROM json_each(?))`;
    statements.push({ sql, args: [JSON.stringify(ids)] });
  }
  return statements;
}

function upsertSql(table: string, columns: readonly string[]): string {
  const said = columns.filter((column) => column !== "id" && column !== "synced_at");
  const set = [...said, "synced_at"].map((column) => `${column} = excluded.${column}`);
  const differs = said.map((column) => `${table}.${column} IS NOT excluded.${column}`);
  return (
    `INSERT INTO ${table} (${columns.join(", ")}) ` +
    `SELECT ${columns.map((_, i) => `value ->> ${i}`).join(", ")} FROM json_each(?) WHERE true ` +
    `ON CONFLICT (id) DO UPDATE SET ${set.join(", ")} WHERE ${differs.join(" OR ")}`
  );
}

function* chunks<T>(items: readonly T[]): IterableIterator<readonly T[]> {
  for (let at = 0; at < items.length; at += ROWS_A_STATEMENT) yield items.slice(at, at + ROWS_A_STATEMENT);
}
