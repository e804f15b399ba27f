import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";

/** Another process holds the data directory; the message is one sentence that names it. */
export class DataDirectoryInUse extends Error {}

export interface WriterLock {
  release(): void;
}

/**
 * Makes this process the only writer of a data directory: a write transaction on `lock.db`, held for as long as the
 * process lives. The operating system drops it with the process; the pid file only serves the message.
 * @throws DataDirectoryInUse
 */
export async function takeWriterLock(dataDir: string): Promise<WriterLock> {
  const pidFile = join(dataDir, "lock.pid");
  const client = createClient({ url: pathToFileURL(join(dataDir, "lock.db")).href, concurrency: 1 });
  try {
    const transaction = await client.transaction("write");
    writeFileSync(pidFile, `${process.pid}\n`);
    return {
      release() {
        transaction.close();
        client.close();
      },
    };
  } catch (error) {
    client.close();
    if (!(error instanceof Error) || !/SQLITE_BUSY|locked/.test(error.message)) throw error;
    const holder = existsSync(pidFile) ? readFileSync(pidFile, "utf8").trim() : "unknown";
    throw new DataDirectoryInUse(
      `Another local-api (process ${holder}) is already using the data directory ${dataDir}; stop it first.`,
    );
  }
}
