import { type Placeholder, type SQL, sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { preparedQuery, type Slots } from "./prepared-query.ts";
import type { Query } from "./store.ts";

/** What a decision was made on, as a statement that refuses the batch it is in when that has changed. */
export type Guard = (db: LibSQLDatabase) => Query;

const row = (expected: string | number | Placeholder, actual: SQL) =>
  sql`INSERT INTO write_guard (expected, actual) VALUES (${expected}, ${actual})`;

/** The batch is refused as a whole when `actual` is no longer `expected`. */
export const guard =
  (expected: string | number, actual: SQL): Guard =>
  (db) =>
    db.run(row(expected, actual));

/** The same for one that many commands have: its text is built once. */
export function preparedGuard<const N extends string>(
  names: readonly N[],
  actual: (slots: Slots<N>) => SQL,
): (expected: string | number, values: Readonly<Record<N, string>>) => Guard {
  const query = preparedQuery<string, Query>(["expected", ...names], (db, slots) =>
    db.run(row(slots.expected as Placeholder, actual(slots as Slots<N>))),
  );
  return (expected, values) => (db) => query(db, { expected, ...values });
}
