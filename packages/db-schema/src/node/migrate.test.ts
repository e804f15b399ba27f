import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate as runMigrations } from "drizzle-orm/libsql/migrator";
import { drizzle } from "drizzle-orm/libsql/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aFile, type TestDatabase } from "../testing/databases.ts";
import { aRow, column, inserting, stamp } from "../testing/rows.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { migrate } from "./migrate.ts";

let database: TestDatabase;
beforeEach(async () => {
  database = await aFile();
});
afterEach(() => database.stop());

const folder = fileURLToPath(new URL("../../migrations", import.meta.url));

/** The first migration alone, as a shop that was not updated yet has it. */
async function migrateToTheFirstVersion(): Promise<void> {
  const old = await mkdtemp(join(tmpdir(), "mikro-dash-migrations-"));
  await cp(join(folder, "shared"), old, { recursive: true });
  const journal = join(old, "meta/_journal.json");
  const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8"));
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 1) }));
  const db = drizzle({ client: database.client });
  await runMigrations(db, { migrationsFolder: old, migrationsTable: "__migrations_shared" });
  await rm(old, { recursive: true });
}

describe("given a database of the first version with rows in it", () => {
  test("when it is migrated, then the rows are there, and what is derived from them too", async () => {
    await migrateToTheFirstVersion();
    const sale = (id: string, code: string) => {
      return inserting("voucher_sales", aRow("voucher_sales", id, stamp(1), { code }));
    };
    await database.client.batch([sale("v1", "AAAA22"), sale("v2", "BBBB22"), sale("v3", "BBBB22")]);
    await migrate(database.client, "shared");
    expect(await column(database.client, "SELECT id FROM voucher_sales ORDER BY id")).toEqual([
      "v1",
      "v2",
      "v3",
    ]);
    expect(await column(database.client, "SELECT code FROM sold_twice")).toEqual(["BBBB22"]);
  });
});

for (const [set, expected] of [
  ["local", ["console_days", "router_snapshot", "sync_rejects", "sync_state"]],
  [
    "mirror",
    ["devices_cache", "heartbeats", "lost_usage", "sessions_cache", "vouchers_cache", "wifi_networks_cache"],
  ],
] as const) {
  test(`given the set "${set}", when it is applied twice, then its tables are there, STRICT, and the second time writes nothing`, async () => {
    await migrate(database.client, set);
    const before = await database.written();
    await migrate(database.client, set);
    expect(await database.written()).toBe(before);
    const ours = "type = 'table' AND name NOT LIKE '__migrations_%'";
    expect(
      await column(database.client, `SELECT name FROM sqlite_master WHERE ${ours} ORDER BY name`),
    ).toEqual(expected);
    for (const sql of await column(database.client, `SELECT sql FROM sqlite_master WHERE ${ours}`)) {
      expect(sql).toMatch(/\) STRICT, WITHOUT ROWID$/);
    }
  });
}

for (const set of ["shared", "local", "mirror"] as const) {
  test(`given the set "${set}", when drizzle's migrator and ours come after one another, then the second has nothing to do`, async () => {
    const theirs = () =>
      runMigrations(drizzle({ client: database.client }), {
        ...{ migrationsFolder: join(folder, set), migrationsTable: `__migrations_${set}` },
      });
    await theirs();
    const before = await database.written();
    await applyMigrations(database.client, set);
    expect(await database.written()).toBe(before);
    const other = await aFile();
    try {
      await applyMigrations(other.client, set);
      const book = `SELECT hash || ' ' || created_at FROM __migrations_${set} ORDER BY created_at`;
      expect(await column(other.client, book)).toEqual(await column(database.client, book));
      const schema = "SELECT sql FROM sqlite_master WHERE name NOT LIKE '__migrations_%' ORDER BY name";
      expect(await column(other.client, schema)).toEqual(await column(database.client, schema));
    } finally {
      await other.stop();
    }
  });
}

test("given a migration that fails half way, then nothing of it is there, and the next one begins anew", async () => {
  const { client } = database;
  await client.execute("CREATE TABLE lost_usage (id text)");
  await expect(applyMigrations(client, "mirror")).rejects.toThrow("lost_usage");
  const ours = "SELECT name FROM sqlite_master WHERE name LIKE '%_cache'";
  expect(await column(client, ours)).toEqual([]);
  await client.execute("DROP TABLE lost_usage");
  await applyMigrations(client, "mirror");
  expect(await column(client, ours)).toHaveLength(4);
});

test("given the mirror's tables in the main database, when both sets are applied, then each stays as it is", async () => {
  await migrate(database.client, "mirror");
  await migrate(database.client, "shared");
  const before = await database.written();
  await migrate(database.client, "mirror");
  await migrate(database.client, "shared");
  expect(await database.written()).toBe(before);
});

test("given the checked-in migrations, then none touches a synced table but by adding to it", async () => {
  for (const set of ["shared", "local", "mirror"]) {
    const files = (await readdir(join(folder, set))).filter((name) => name.endsWith(".sql")).sort();
    for (const file of files.slice(1)) {
      const sql = await readFile(join(folder, set, file), "utf8");
      expect(sql, `${set}/${file}`).not.toMatch(/DROP TABLE|DROP COLUMN|RENAME|__new_/i);
    }
  }
});
