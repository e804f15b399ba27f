import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another process holds the data directory; the message is one sentence that names it. */
export class DataDirectoryInUse extends Error {}

export interface WriterLock {
  release(): void;
}

/** SQLite's own code for a lock that somebody else has. */
const SQLITE_BUSY = 5;

/**
 * Makes this process the only writer of a data directory: a write transaction on `lock.db`, held for as long as the
 * process lives. The operating system drops it with the process; the pid file only serves the message.
 * @param program what the one who holds it is called in the message
 * @throws DataDirectoryInUse
 */
export function takeWriterLock(dataDir: string, program: string): WriterLock {
  const pidFile = join(dataDir, "lock.pid");
  const database = new DatabaseSync(join(dataDir, "lock.db"));
  try {
    database.exec("BEGIN IMMEDIATE");
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    const holder = existsSync(pidFile) ? readFileSync(pidFile, "utf8").trim() : "unknown";
    throw new DataDirectoryInUse(
      `Another ${program} (process ${holder}) is already using the data directory ${dataDir}; stop it first.`,
    );
  }
  return { release: () => database.close() };
}
