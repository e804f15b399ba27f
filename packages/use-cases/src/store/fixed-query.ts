import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Query } from "./store.ts";

/**
 * A query that is always the same, built once for each database: every command asks some of them, and building one
 * anew took as long as running it.
 * @param build has no parameters but the database
 */
export function fixedQuery<Q extends Query & { prepare(): unknown }>(
  build: (db: LibSQLDatabase) => Q,
): (db: LibSQLDatabase) => Q {
  const built = new WeakMap<LibSQLDatabase, Q>();
  return (db) => {
    const known = built.get(db);
    if (known) return known;
    const query = build(db);
    const prepared = query.prepare();
    // What a batch asks each of its queries for.
    const fixed = Object.assign(query, { _prepare: () => prepared });
    built.set(db, fixed);
    return fixed;
  };
}
