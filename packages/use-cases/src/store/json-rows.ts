import { getTableColumns, getTableName, type InferSelectModel } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** A row as its JSON text gives it back: the same values under the same names as a select would. */
export type JsonRow<T extends SQLiteTable> = InferSelectModel<T>;

/** SQL text of a JSON object of one row, `alias` being the table's name in the query. Integers up to 2^53, no blobs. */
export function jsonRow(table: SQLiteTable, alias: string): string {
  const fields = Object.entries(getTableColumns(table)).map(([name, column]) => {
    const value = `${alias}.${column.name}`;
    const typed = column.dataType === "boolean" ? `json(iif(${value}, 'true', 'false'))` : value;
    return `'${name}', ${typed}`;
  });
  return `json_object(${fields.join(", ")})`;
}

/** SQL text of a JSON array of the rows of a table that fulfil a condition (`r` being the row). */
export function jsonRows(table: SQLiteTable, condition: string): string {
  return `json((SELECT json_group_array(${jsonRow(table, "r")}) FROM ${getTableName(table)} r WHERE ${condition}))`;
}
