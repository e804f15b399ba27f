import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { expect, test } from "vitest";
import * as plain from "./columns.ts";
import * as tables from "./tables.ts";

/** Name, fields and columns in their order, and which fields are booleans. */
function told(table: SQLiteTable) {
  const columns = Object.entries(getTableColumns(table));
  return {
    name: getTableName(table),
    columns: columns.map(([field, column]) => [field, column.name]),
    booleans: columns.filter(([, column]) => column.dataType === "boolean").map(([field]) => field),
  };
}

test("given the tables of drizzle, then the plain ones name the same caches, with the same columns", () => {
  const caches = Object.values(tables)
    .filter((table) => is(table, SQLiteTable))
    .map(told)
    .filter(({ name }) => name.endsWith("_cache"));
  const said = Object.values(plain).map(({ name, columns, booleans }) => ({
    ...{ name, columns: Object.entries(columns), booleans },
  }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  expect(said.sort(byName)).toEqual(caches.sort(byName));
});
