import type { Client } from "@libsql/client";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import type { ModelRow, ModelRows } from "./model/rows.ts";

const VERSIONS = SYNCED_TABLES.map(
  ({ name }) => `SELECT '${name} ' || id || ' ' || updated_at AS version FROM ${name}`,
).join(" UNION ALL ");

const versionsIn = async (client: Client): Promise<readonly string[]> =>
  (await client.execute(VERSIONS)).rows.map((row) => String(row.version));

/**
 * The shop's batches that the primary remembers are those that it has answered, or one more (whose answer may have been
 * lost): this is how it looked before, too.
 */
export async function looksTheSame(local: Client, primary: Client): Promise<boolean> {
  const { rows } = await primary.execute("SELECT coalesce(max(mark), 0) AS mark FROM push_marks");
  const answered = await local.execute("SELECT value FROM sync_state WHERE key = 'push.mark'");
  const more = Number(rows[0]?.mark) - Number(answered.rows[0]?.value ?? 0);
  return more === 0 || more === 1;
}

/**
 * The primary has become what it was at its backup. What neither it nor the shop computer holds any more is lost: a
 * phone wrote it since, and the shop had not heard of it. The model forgets exactly that. Answers how many rows.
 */
export async function noteLost(local: Client, primary: Client, model: ModelRows): Promise<number> {
  const held = new Set([...(await versionsIn(local)), ...(await versionsIn(primary))]);
  return model.lose((table: string, row: ModelRow) => !held.has(`${table} ${row.id} ${row.updated_at}`));
}
