import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Client, InStatement } from "@libsql/client";

/** `shared`: local.db and the primary. `local`: local.db beside it. `mirror`: the mirror's own database. */
export type MigrationSet = "shared" | "local" | "mirror";

interface Journal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}

/**
 * Applies the missing migrations of one set, in one transaction. It keeps its books as drizzle's migrator does, but loads
 * neither drizzle-orm nor a database client.
 */
export async function applyMigrations(client: Client, set: MigrationSet): Promise<void> {
  const folder = new URL(`../../migrations/${set}/`, import.meta.url);
  const journal: Journal = JSON.parse(await readFile(new URL("meta/_journal.json", folder), "utf8"));
  const book = `__migrations_${set}`;
  await client.execute(
    `CREATE TABLE IF NOT EXISTS ${book} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`,
  );
  const { rows } = await client.execute(`SELECT max(created_at) AS last FROM ${book}`);
  const last = Number(rows[0]?.last ?? 0);
  const statements: InStatement[] = [];
  for (const { tag, when } of journal.entries.filter((entry) => entry.when > last)) {
    const sql = await readFile(new URL(`${tag}.sql`, folder), "utf8");
    statements.push(...sql.split("--> statement-breakpoint"));
    const hash = createHash("sha256").update(sql).digest("hex");
    statements.push({ sql: `INSERT INTO ${book} (hash, created_at) VALUES (?, ?)`, args: [hash, when] });
  }
  if (statements.length > 0) await client.migrate(statements);
}
