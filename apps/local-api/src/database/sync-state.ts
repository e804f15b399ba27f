import type { Client, InStatement } from "@libsql/client";

/** What one shop computer remembers between two lives; never synced. */
export type StateKey =
  | "node"
  | "heartbeat"
  | "stopped-cleanly"
  | "alive.spans"
  | "clock.lives"
  | "freeze.proposed"
  | "push.mark"
  | "push.last-at"
  | "pull.last-at"
  | "primary.url"
  | "replica.number"
  | `cursor.${string}`;

export async function readState(client: Client, key: StateKey): Promise<string | null> {
  const { rows } = await client.execute({ sql: "SELECT value FROM sync_state WHERE key = ?", args: [key] });
  return rows[0] === undefined ? null : String(rows[0].value);
}

/** To be written in the same batch as the rows that it speaks of. */
export function stateStatement(key: StateKey, value: string): InStatement {
  return {
    sql: "INSERT INTO sync_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    args: [key, value],
  };
}

export async function writeState(client: Client, key: StateKey, value: string): Promise<void> {
  await client.execute(stateStatement(key, value));
}
