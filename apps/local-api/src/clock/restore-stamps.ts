import type { Client } from "@libsql/client";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import type { HlcStamp } from "@mikro-dash/domain/sync/hlc";

/** The greatest stamp that local.db holds, so that stamps of the next life go on after it; null in a new shop. */
export async function greatestStamp(
  client: Client,
  where: "true" | "synced_at IS NOT NULL" = "true",
): Promise<HlcStamp | null> {
  const results = await client.batch(
    SYNCED_TABLES.map((table) => `SELECT max(updated_at) AS stamp FROM ${table.name} WHERE ${where}`),
    "read",
  );
  const stamps = results.flatMap(({ rows }) => (typeof rows[0]?.stamp === "string" ? [rows[0].stamp] : []));
  return (stamps.sort().at(-1) ?? null) as HlcStamp | null;
}
