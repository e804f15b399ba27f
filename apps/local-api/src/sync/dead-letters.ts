import type { Client, InStatement } from "@libsql/client";
import type { UnsentRow } from "./push-batch.ts";

/**
 * Rows that the primary refuses. They stay unsent, are shown, and are tried again in the next life of the process
 * (a migration of the primary comes with a new version of the app).
 */
export class DeadLetters {
  readonly #local: Client;
  readonly #refused = new Map<string, string>();

  constructor(local: Client) {
    this.#local = local;
  }

  get refusedNow(): number {
    return this.#refused.size;
  }

  /** A later version of the row is another chance. */
  readonly isRefused = (row: UnsentRow): boolean => this.#refused.get(key(row)) === row.updatedAt;

  /** The primary was migrated: what it refused may fit now. */
  tryAgain(): void {
    this.#refused.clear();
  }

  async bury(row: UnsentRow, reason: string, at: number): Promise<void> {
    this.#refused.set(key(row), row.updatedAt);
    await this.#local.execute({
      sql:
        "INSERT INTO sync_rejects (id, table_name, row_id, updated_at, reason, at) VALUES (?, ?, ?, ?, ?, ?) " +
        "ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, reason = excluded.reason, at = excluded.at",
      args: [key(row), row.table.name, row.id, row.updatedAt, reason, at],
    });
  }

  /** Forgets rows that were accepted after all; to be written with what marks them clean. */
  raiseStatement(rows: readonly UnsentRow[]): InStatement {
    for (const row of rows) this.#refused.delete(key(row));
    return {
      sql: "DELETE FROM sync_rejects WHERE id IN (SELECT value FROM json_each(?))",
      args: [JSON.stringify(rows.map(key))],
    };
  }

  async count(): Promise<number> {
    const { rows } = await this.#local.execute("SELECT count(*) AS n FROM sync_rejects");
    return Number(rows[0]?.n);
  }
}

const key = (row: UnsentRow) => `${row.table.name}:${row.id}`;
