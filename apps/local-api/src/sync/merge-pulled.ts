import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { Client } from "@libsql/client";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import type { HybridClock } from "@mikro-dash/domain/sync/hlc";
import { mergeInto, type PulledTable } from "./pulled.ts";

/** Rows merged before the event loop gets its turn: a chunk takes a few ms. */
const MERGE_ROWS = 200;

/**
 * Merges what either source pulled into local.db, in the order of the tables, and answers the names of those that
 * changed. Every stamp is observed before it can be read, so that the next local stamp is greater.
 */
export async function mergePulled(
  local: Client,
  stamps: Pick<HybridClock, "observe">,
  pulled: readonly PulledTable[],
): Promise<string[]> {
  const changed: string[] = [];
  for (const table of SYNCED_TABLES) {
    const rows = pulled.find(({ name }) => name === table.name)?.rows ?? [];
    const stampAt = table.columns.indexOf("updated_at");
    let affected = 0;
    for (let from = 0; from < rows.length; from += MERGE_ROWS) {
      const chunk = rows.slice(from, from + MERGE_ROWS);
      for (const [, , json] of chunk) stamps.observe(String((JSON.parse(json) as unknown[])[stampAt]));
      affected += await mergeInto(local, table, chunk);
      if (rows.length > MERGE_ROWS) await yieldToEventLoop();
    }
    if (affected > 0) changed.push(table.name);
  }
  return changed;
}
