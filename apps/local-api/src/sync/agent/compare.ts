import type { Client, InStatement, ResultSet } from "@libsql/client";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import { connectPrimary, type PrimaryAddress } from "../primary.ts";
import { readLocally } from "./read-locally.ts";

const RECENT_MS = 2 * 86_400_000;
const TRIES = 3;
const DEADLINE_MS = 15_000;

/** Whether replica and primary hold the same number of rows, and of the last two days the same versions. */
export async function isSameAsPrimary(
  replica: Client,
  { primaryUrl, authToken }: { primaryUrl: string; authToken: string | undefined },
): Promise<boolean> {
  const address: PrimaryAddress = { url: primaryUrl, authToken };
  const primary = connectPrimary(address, { deadlineMs: DEADLINE_MS, signal: new AbortController().signal });
  try {
    const [newest] = await primary.batch(["SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"], "read");
    const since = new Date(Date.parse(String(newest?.rows[0]?.[0])) - RECENT_MS).toISOString();
    // Somebody may write between the two looks: only a lasting difference counts.
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await replica.sync();
      const theirs = await primary.batch(contentStatements(since), "read");
      const ours = await readLocally(replica, contentStatements(since));
      if (asText(theirs) === asText(ours)) return true;
    }
    return false;
  } finally {
    primary.close();
  }
}

function contentStatements(since: string): InStatement[] {
  return SYNCED_TABLES.map(({ name }) => ({
    sql:
      `SELECT (SELECT count(*) FROM ${name}) AS n, json_group_array(version) AS recent FROM ` +
      `(SELECT id || ' ' || updated_at AS version FROM ${name} WHERE synced_at >= ? ORDER BY id)`,
    args: [since],
  }));
}

const asText = (results: readonly ResultSet[]) =>
  JSON.stringify(results.map(({ rows }) => [rows[0]?.[0], rows[0]?.[1]]));
