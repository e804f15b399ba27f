import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepCheckpointing } from "./checkpoints.ts";
import { openWorkingDatabase } from "./working-database.ts";

let directory: string;
let local: Client;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "mikro-dash-checkpoints-"));
  local = await openWorkingDatabase(directory);
});
afterEach(() => {
  local.close();
  rmSync(directory, { recursive: true, force: true });
});

const log = { error: () => undefined };
const write = (key: string) =>
  local.execute({ sql: "INSERT INTO sync_state (key, value) VALUES (?, 'here')", args: [key] });
const commitsCheckpointAt = async () => (await local.execute("PRAGMA wal_autocheckpoint")).rows[0]?.[0];

/** What the database file holds without its log. */
async function fileHas(key: string): Promise<boolean> {
  const copy = join(directory, "copy.db");
  copyFileSync(join(directory, "local.db"), copy);
  const client = createClient({ url: pathToFileURL(copy).href });
  const { rows } = await client.execute({ sql: "SELECT 1 FROM sync_state WHERE key = ?", args: [key] });
  client.close();
  return rows.length > 0;
}

test("given commits, when the thread looks, then they are in the database file, and no commit had to do it", async () => {
  const checkpoints = keepCheckpointing(local, directory, log, 10);
  await waitFor("the thread", async () => (await commitsCheckpointAt()) === 16_000);
  await write("first");
  await waitFor("the first row in the file", () => fileHas("first"));
  await write("second");
  await waitFor("the second row in the file", () => fileHas("second"));
  await checkpoints.stop();
});

test("given commits that go on, when the thread has been there, then the log begins anew instead of growing", async () => {
  const checkpoints = keepCheckpointing(local, directory, log, 10);
  await waitFor("the thread", async () => (await commitsCheckpointAt()) === 16_000);
  const timesBegun = () => readFileSync(join(directory, "local.db-wal")).readUInt32BE(12);
  const before = timesBegun();
  let commits = 0;
  await waitFor("a log that was begun three times", async () => {
    await write(`row ${commits++}`);
    return timesBegun() >= before + 3;
  });
  await checkpoints.stop();
});

test("given a thread that dies, then commits do its work again, and it is said", async () => {
  const said: unknown[] = [];
  const nowhere = join(directory, "nowhere");
  const error = (...what: unknown[]) => void said.push(what);
  const checkpoints = keepCheckpointing(local, nowhere, { error }, 10);
  await waitFor("it to be said", () => said.length === 1);
  expect(await commitsCheckpointAt()).toBe(1_000);
  await checkpoints.stop();
});
