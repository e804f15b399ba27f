import type { Client, InStatement } from "@libsql/client";
import { isInstant } from "@mikro-dash/db-schema/columns";
import { SYNCED_TABLES, type SyncedTable } from "@mikro-dash/db-schema/synced-tables";
import { formatStamp, type HlcStamp } from "@mikro-dash/domain/sync/hlc";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { forgetLives, readLives } from "./lives.ts";
import { greatestStamp } from "./restore-stamps.ts";
import { AHEAD_MS, takeBack } from "./taking-back.ts";
import type { WriterStamps } from "./writer-stamps.ts";

/**
 * The primary's time is known for the first time in this life. Own rows that it has not seen and that were stamped
 * more than 5 min ahead of it are stamped anew, and the clock goes on from what the primary has accepted. Answers how many.
 * @param known.error what the clock said until now, subtracted from the true time
 */
export async function takeBackWhatWasAhead(
  local: Client,
  { node, stamps }: { readonly node: string; readonly stamps: WriterStamps },
  known: { readonly now: number; readonly error: number },
): Promise<number> {
  const limit = formatStamp({ at: epochMs(known.now + AHEAD_MS), counter: 0, node });
  const rows = await ownRowsAfter(local, limit, node);
  if (rows.length === 0) {
    await local.execute(forgetLives);
    return 0;
  }
  const lives = await readLives(local);
  const accepted = await greatestStamp(local, "synced_at IS NOT NULL");
  const corrections = takeBack(rows, { lives, ...known, accepted, node });
  await local.batch([...corrections.flatMap(statements), forgetLives], "write");
  stamps.restart(await greatestStamp(local));
  return corrections.length;

  function statements({ row, stamp, instants }: (typeof corrections)[number]): InStatement[] {
    const { table, id, columns } = row;
    const isClosing = table.name === "ps_session_closings";
    const assignments = [
      "updated_at = ?",
      ...columns.map((column) => `${column} = ?`),
      // What was agreed at a wrong hour may differ from the bill at the right one: somebody should see it, everywhere.
      ...(isClosing ? ["seen_facts = -1"] : []),
    ];
    const update: InStatement = {
      sql: `UPDATE ${table.name} SET ${assignments.join(", ")} WHERE id = ? AND updated_at = ? AND synced_at IS NULL`,
      args: [stamp, ...instants, id, row.stamp],
    };
    const look =
      "INSERT INTO review_candidates (session_id) SELECT session_id FROM ps_session_closings WHERE id = ?";
    return isClosing
      ? [update, { sql: `${look} ON CONFLICT (session_id) DO NOTHING`, args: [id] }]
      : [update];
  }
}

async function ownRowsAfter(local: Client, limit: string, node: string) {
  const results = await local.batch(
    SYNCED_TABLES.map((table) => ({
      sql:
        `SELECT id, updated_at, ${instantsOf(table).join(", ") || "NULL"} FROM ${table.name} ` +
        "WHERE synced_at IS NULL AND updated_at > ? AND substr(updated_at, -8) = ?",
      args: [limit, node],
    })),
    "read",
  );
  return SYNCED_TABLES.flatMap((table, i) =>
    (results[i]?.rows ?? []).map((row) => {
      const columns = instantsOf(table).filter((column) => row[column] !== null);
      const instants = columns.map((column) => Number(row[column]));
      return {
        table,
        id: String(row.id),
        stamp: String(row.updated_at) as HlcStamp,
        isFact: table.kind !== "register",
        columns,
        instants,
      };
    }),
  );
}

const instantsOf = ({ columns }: SyncedTable) => columns.filter(isInstant);
