import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { DISK, type Disk, durableWrites } from "./durable-writes.ts";

const BUSY_TIMEOUT_MS = 5_000;
const SYNCHRONOUS_NORMAL = 1;

/**
 * Opens and migrates `local.db`. One connection (a pool would open others without these pragmas), on which every batch
 * runs synchronously, and on which what was answered survives a power cut.
 * @param disk the one there is, but for a test that asks what it was asked for
 * @throws when the directory cannot be written or a pragma does not hold
 */
export async function openWorkingDatabase(dataDir: string, disk: Disk = DISK): Promise<Client> {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, "local.db");
  const url = pathToFileURL(file).href;
  const client = createClient({ url, concurrency: 1, timeout: BUSY_TIMEOUT_MS });
  try {
    await client.execute("PRAGMA journal_mode = WAL");
    await client.execute("PRAGMA synchronous = FULL");
    await migrate(client, "shared");
    await migrate(client, "local");
    await client.execute("PRAGMA synchronous = NORMAL");
    await assertPragmas(client);
    return durableWrites(client, `${file}-wal`, disk);
  } catch (error) {
    client.close();
    throw error;
  }
}

async function assertPragmas(client: Client): Promise<void> {
  const expected = { journal_mode: "wal", synchronous: SYNCHRONOUS_NORMAL, busy_timeout: BUSY_TIMEOUT_MS };
  for (const [name, value] of Object.entries(expected)) {
    const found = (await client.execute(`PRAGMA ${name}`)).rows[0]?.[0];
    if (found !== value) throw new Error(`local.db has ${name} = ${String(found)} instead of ${value}`);
  }
}
