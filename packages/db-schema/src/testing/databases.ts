import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { startSqld } from "@mikro-dash/test-kit/sqld";

export interface TestDatabase {
  readonly client: Client;
  /** Changes whenever anything is written. */
  written(): Promise<unknown>;
  stop(): Promise<void>;
}

/** A SQLite file, opened as the shop opens local.db. */
export async function aFile(): Promise<TestDatabase> {
  const directory = await mkdtemp(join(tmpdir(), "mikro-dash-db-"));
  const path = join(directory, "test.db");
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1 });
  await client.execute("PRAGMA synchronous = OFF"); // hundreds of tiny writes; nobody pulls the plug here
  return {
    client,
    written: async () =>
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    async stop() {
      client.close();
      await rm(directory, { recursive: true });
    },
  };
}

/** A real libSQL server, as the primary is one. */
export async function aPrimary(): Promise<TestDatabase> {
  const sqld = await startSqld();
  const client = createClient({ url: sqld.url });
  const requests = [{ type: "execute", stmt: { sql: "SELECT 1" } }, { type: "close" }];
  return {
    client,
    async written() {
      const body = JSON.stringify({ requests });
      const answer = await (await fetch(`${sqld.url}/v2/pipeline`, { method: "POST", body })).text();
      const frame = /"replication_index":"(\d+)"/.exec(answer)?.[1];
      if (frame === undefined) throw new Error("sqld does not say how far its log goes");
      return frame;
    },
    async stop() {
      client.close();
      await sqld.stop();
    },
  };
}
