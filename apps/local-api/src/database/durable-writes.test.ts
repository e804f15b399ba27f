import { fstatSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Client } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DISK } from "./durable-writes.ts";
import { openWorkingDatabase } from "./working-database.ts";

let directory: string;
let client: Client;
/** How often the log was synced, and what another connection saw in the table at that moment. */
let seen: number[];
let syncedWhole: number[];
let broken: boolean;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "durable-"));
  [seen, syncedWhole, broken] = [[], [], false];
  client = await openWorkingDatabase(directory, {
    data(fd) {
      if (broken) throw new Error("EIO: i/o error, fdatasync");
      expect(fstatSync(fd).ino).toBe(statSync(join(directory, "local.db-wal")).ino);
      DISK.data(fd);
      seen.push(count());
    },
    all(fd) {
      DISK.all(fd);
      syncedWhole.push(fstatSync(fd).ino);
    },
  });
  await client.execute("CREATE TABLE things (id INTEGER PRIMARY KEY)");
});
afterEach(() => {
  client.close();
  rmSync(directory, { recursive: true, force: true });
});

function count(): number {
  const other = new DatabaseSync(join(directory, "local.db"), { readOnly: true });
  const row = other.prepare("SELECT count(*) AS n FROM things").get();
  other.close();
  return Number(row?.n);
}
const insert = (id: number) => ({ sql: "INSERT INTO things (id) VALUES (?)", args: [id] });

test("given a new database, when the first write is answered, then its log and the name of its log are on the disk", () => {
  const inode = (path: string) => statSync(path).ino;
  expect(syncedWhole).toEqual([inode(join(directory, "local.db-wal")), inode(directory)]);
});

test("given writes of every kind, when each is answered, then the log was synced after its commit", async () => {
  await client.execute(insert(1));
  await client.execute("INSERT INTO things (id) VALUES (?)", [2]);
  await client.batch([insert(3), insert(4)], "write");
  await client.batch(["SELECT count(*) FROM things", insert(5), insert(6)]);
  await client.execute("WITH one AS (SELECT 7 AS id) INSERT INTO things (id) SELECT id FROM one");
  const db = drizzle({ client });
  await db.batch([db.run("INSERT INTO things (id) VALUES (8)")]);
  expect(seen).toEqual([1, 2, 4, 6, 7, 8]);
});

test("given reads, or a batch that is refused, when they are answered, then the disk was not asked", async () => {
  await client.execute("SELECT count(*) FROM things");
  await client.batch(["SELECT count(*) FROM things"], "read");
  await client.batch([" select count(*) from things", "PRAGMA user_version"]);
  await client.execute(insert(1));
  await expect(client.batch([insert(2), insert(1)], "write")).rejects.toThrow(/UNIQUE/);
  expect(seen).toEqual([1]);
});

test("given a log that was deleted, when something is written, then the new one is synced with its name", async () => {
  await client.execute(insert(1));
  await client.execute("PRAGMA journal_mode = DELETE");
  await client.execute("PRAGMA journal_mode = WAL");
  await client.execute(insert(2));
  expect(syncedWhole.at(-2)).toBe(statSync(join(directory, "local.db-wal")).ino);
  expect(syncedWhole).toHaveLength(4);
  await client.execute(insert(3));
  expect(seen).toEqual([1, 3]);
});

test("given a disk that refuses, when something is written, then it is not said to be there, and the next one can be", async () => {
  broken = true;
  await expect(client.batch([insert(1)], "write")).rejects.toThrow(/EIO/);
  broken = false;
  await client.batch([insert(2)], "write");
  expect(seen).toEqual([2]);
});

test("given what cannot be made durable here, when it is asked for, then it is refused and nothing is written", async () => {
  await expect(client.transaction("write")).rejects.toThrow(/statements and batches/);
  await expect(client.executeMultiple("INSERT INTO things (id) VALUES (1)")).rejects.toThrow(/batches/);
  await expect(client.migrate([insert(1)])).rejects.toThrow(/batches/);
  expect(count()).toBe(0);
});
