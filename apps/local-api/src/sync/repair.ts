import type { Client } from "@libsql/client";
import { mergeStatement } from "@mikro-dash/db-schema/merge-statement";
import { isSame, type Reader, type TableComparison } from "./comparison.ts";

const PAGE_ROWS = 200;

/**
 * Makes local.db whole again: what the primary has is merged once more, what the primary lost is sent once more.
 * Answers the names of the tables that changed here.
 */
export async function repairLocal(
  local: Client,
  primary: Reader,
  comparisons: readonly TableComparison[],
): Promise<string[]> {
  const changed: string[] = [];
  for (const { table, missing, older, lost, newer } of comparisons.filter((one) => !isSame(one))) {
    const wanted = [...missing, ...older];
    for (let from = 0; from < wanted.length; from += PAGE_ROWS) {
      const sql =
        `SELECT json_array(${table.columns.join(", ")}) AS row FROM ${table.name} ` +
        "WHERE id IN (SELECT value FROM json_each(?))";
      const ids = JSON.stringify(wanted.slice(from, from + PAGE_ROWS));
      const [result] = await primary([{ sql, args: [ids] }]);
      const rows = (result?.rows ?? []).map((row) => String(row.row));
      await local.execute({ sql: mergeStatement(table, "local"), args: [`[${rows.join(",")}]`] });
    }
    await local.execute({
      sql: `UPDATE ${table.name} SET synced_at = NULL WHERE id IN (SELECT value FROM json_each(?))`,
      args: [JSON.stringify([...lost, ...newer])],
    });
    if (wanted.length > 0) changed.push(table.name);
  }
  return changed;
}
