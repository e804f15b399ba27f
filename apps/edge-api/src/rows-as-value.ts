import { getTableColumns, type InferSelectModel, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** Whole rows as one value, in the order in which they are found: with a value for each cell, a page took twice as long to get here. */
export function asOneValue(table: SQLiteTable): SQL<string> {
  const names = Object.values(getTableColumns(table)).map((column) => sql.identifier(column.name));
  return sql<string>`json_group_array(json_array(${sql.join(names, sql`, `)}))`;
}

/** The rows that {@link asOneValue} made a value of. */
export function rowsFrom<T extends SQLiteTable>(
  table: T,
  value: string | undefined,
): readonly InferSelectModel<T>[] {
  const columns = Object.entries(getTableColumns(table));
  const rows = JSON.parse(value ?? "[]") as readonly (readonly unknown[])[];
  return rows.map((cells) => {
    const row = columns.map(([name, column], i) => {
      const cell = cells[i];
      return [name, cell === null ? null : column.mapFromDriverValue(cell)];
    });
    return Object.fromEntries(row) as InferSelectModel<T>;
  });
}
