import type { Client } from "@libsql/client";
import { sharedSchemaObjects } from "../triggers.ts";
import { applyMigrations, type MigrationSet } from "./apply-migrations.ts";

/**
 * Applies the missing migrations of one set, then makes views and triggers exactly those of this version.
 * Safe to repeat; writes nothing when nothing changed. Throws what the database client throws.
 */
export async function migrate(client: Client, set: MigrationSet): Promise<void> {
  await applyMigrations(client, set);
  if (set === "shared") await refreshSchemaObjects(client);
}

async function refreshSchemaObjects(client: Client): Promise<void> {
  const { rows } = await client.execute(
    "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')",
  );
  const present = new Map(rows.map((row) => [String(row.name), String(row.sql)]));
  const objects = sharedSchemaObjects();
  const expected = new Map(objects.map((object) => [object.name, object.sql]));
  const same =
    present.size === expected.size && [...expected].every(([name, sql]) => present.get(name) === sql);
  if (same) return;
  // A view takes its triggers with it: triggers go first, views come first.
  const drops = [...rows]
    .sort((a, b) => String(a.type).localeCompare(String(b.type)))
    .map((row) => `DROP ${String(row.type)} IF EXISTS ${String(row.name)}`);
  await client.batch([...drops, ...objects.map((object) => object.sql)], "write");
}
