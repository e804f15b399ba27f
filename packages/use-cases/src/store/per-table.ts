import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** Made once for each table. */
export function perTable<T extends SQLiteTable, Made>(make: (table: T) => Made): (table: T) => Made {
  const made = new WeakMap<T, Made>();
  return (table) => {
    const known = made.get(table) ?? make(table);
    made.set(table, known);
    return known;
  };
}
