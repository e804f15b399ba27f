import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { createClient } from "@libsql/client/sqlite3";

import type { ThreadParts } from "./checkpoints.ts";

/** The thread of `checkpoints.ts`: a connection of its own, which writes no rows. */
const { file, everyMs }: ThreadParts = workerData;
const port = parentPort;
if (port === null) throw new Error(`${fileURLToPath(import.meta.url)} is a thread`);

const ROUNDS_AT_MOST = 20;
const BETWEEN_ROUNDS_MS = 20;

const client = createClient({ url: pathToFileURL(file).href, concurrency: 1, timeout: 5_000 });
await client.execute("PRAGMA synchronous = FULL");

/**
 * Until the log has begun anew, or nobody wrote: it does so with a commit that finds all of it in the database file when
 * it begins. One that grew all evening would cost commits the new blocks of its file, and one of them the whole work.
 */
async function emptyLog(): Promise<void> {
  let before = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < ROUNDS_AT_MOST; round++) {
    const { rows } = await client.execute("PRAGMA wal_checkpoint(PASSIVE)");
    const frames = Number(rows[0]?.log);
    if (frames <= before) return;
    before = frames;
    await pause(BETWEEN_ROUNDS_MS, undefined, { ref: false });
  }
}

// With nothing new in the log it is a look at shared memory. A disk that is full, say: the next look tries again, and
// the log may grow until then.
async function goOn(): Promise<void> {
  for (;;) {
    await pause(everyMs, undefined, { ref: false });
    await emptyLog().catch(() => undefined);
  }
}
void goOn();

port.once("message", () => {
  client.close();
  port.close();
});
port.postMessage("ready");
