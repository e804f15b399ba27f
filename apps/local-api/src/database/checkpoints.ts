import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Client } from "@libsql/client";
import type { Logger } from "pino";

const EVERY_MS = 1_000;
/** Pages of the log at which a commit does the work itself, because the thread does not keep up; 64 MB. */
const PAGES_AT_MOST = 16_000;
/** SQLite's own number. */
const PAGES_BY_DEFAULT = 1_000;

export interface ThreadParts {
  /** The database file. */
  readonly file: string;
  readonly everyMs: number;
}

export interface Checkpoints {
  /** Answers when the thread has let go of the file. */
  stop(): Promise<void>;
}

/**
 * Carries what was committed from the write-ahead log into the database file, in a thread of its own. SQLite has the
 * commit do it that fills a thousand pages: one command in some eighty waited for two more `fsync`s and a few hundred
 * pages. What was answered is in the log, synced, either way.
 */
export function keepCheckpointing(
  local: Client,
  dataDir: string,
  log: Pick<Logger, "error">,
  everyMs: number = EVERY_MS,
): Checkpoints {
  const workerData: ThreadParts = { file: join(dataDir, "local.db"), everyMs };
  const thread = new Worker(new URL("./checkpoint-thread.ts", import.meta.url), { workerData });
  const gone = new Promise((resolve) => thread.once("exit", resolve));
  const commitsDoIt = (pages: number) =>
    local.execute(`PRAGMA wal_autocheckpoint = ${pages}`).catch(() => undefined); // closed meanwhile
  thread.on("error", (error) => {
    log.error({ error: String(error) }, "the thread that empties the log of local.db ended; commits do it");
    void commitsDoIt(PAGES_BY_DEFAULT);
  });
  once(thread, "message").then(
    () => commitsDoIt(PAGES_AT_MOST),
    () => undefined, // said above
  );
  return {
    async stop() {
      thread.postMessage("stop");
      await gone;
    },
  };
}
