import type { Client, InStatement, ResultSet } from "@libsql/client";

/**
 * One by one: a batch would begin a transaction, which the library sends to the primary statement by statement
 * (25 round trips). Nothing but `sync()` changes the file, so they see one state all the same.
 */
export async function readLocally(replica: Client, statements: readonly InStatement[]): Promise<ResultSet[]> {
  const results: ResultSet[] = [];
  for (const statement of statements) results.push(await replica.execute(statement));
  return results;
}
