import type { ResultSet } from "@libsql/client/http";
import type { CacheTable } from "@mikro-dash/db-schema/mirror/columns";

/** Reads a whole cache, each row as one text: with a cell for each value the answer would be held three times over. */
export function readStatement<R>(table: CacheTable<R>): string {
  const columns = said(table).map(([, column]) => column);
  return `SELECT json_array(${columns.join(", ")}) FROM ${table.name}`;
}

/** What {@link readStatement} found. The tables are STRICT: a column holds what its type says. */
export function readRows<R>(table: CacheTable<R>, found: ResultSet | undefined): R[] {
  const fields = said(table).map(([field]) => field);
  const booleans = new Set<string>(table.booleans);
  return (found?.rows ?? []).map((row) => {
    const values: readonly unknown[] = JSON.parse(String(row[0]));
    const entries = fields.map((field, i) => [field, booleans.has(field) ? values[i] === 1 : values[i]]);
    return Object.fromEntries(entries) as R;
  });
}

/** Fields and columns without the moment of writing, which is no part of what a row says. */
const said = (table: CacheTable<never>): (readonly [string, string])[] =>
  Object.entries(table.columns).filter(([field]) => field !== "syncedAt");
