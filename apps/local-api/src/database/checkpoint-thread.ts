import { fileURLToPath, pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { createClient } from "@libsql/client/sqlite3";

import type { ThreadParts } from "./checkpoints.ts";

/** The thread of `checkpoints.ts`: a connection of its own, which writes no rows. */
const { file, everyMs }: ThreadParts = workerData;
const port = parentPort;
if (port === null) throw new Error(`${fileURLToPath(import.meta.url)} is a thread`);

const client = createClient({ url: pathToFileURL(file).href, concurrency: 1, timeout: 5_000 });
await client.execute("PRAGMA synchronous = FULL");

// With nothing new in the log it is a look at shared memory. A disk that is full, say: the next look tries again, and
// the log may grow until then.
const timer = setInterval(
  () => client.execute("PRAGMA wal_checkpoint(PASSIVE)").catch(() => undefined),
  everyMs,
);

port.once("message", () => {
  clearInterval(timer);
  client.close();
  port.close();
});
port.postMessage("ready");
