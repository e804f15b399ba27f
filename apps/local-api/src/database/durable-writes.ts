import { closeSync, fdatasyncSync, fstatSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { Client, InArgs, InStatement } from "@libsql/client";
import { clientWith, sqlOf } from "./client-with.ts";

const READS = /^\s*(?:select|pragma|explain)\b/i;

/** What the disk is asked for. */
export interface Disk {
  /** What was written to a file, and as much about it as it takes to find that again. */
  readonly data: (fd: number) => void;
  /** A file or a directory, with everything about it. */
  readonly all: (fd: number) => void;
}

export const DISK: Disk = { data: fdatasyncSync, all: fsyncSync };

/**
 * The same client, on which a write is answered once its transaction is in the write-ahead log on the disk. SQLite does
 * that by itself at `synchronous = FULL`, but with `fsync`, which also carries the time of the file's last change: each
 * commit then waits for the journal of the file system, and with it for what other programs have just written.
 * `fdatasync` does not, for the room of the log is used again and again. The connection must be at `synchronous = NORMAL`,
 * at which SQLite syncs the log whenever it begins anew and before it is carried into the database file (ADR 0016).
 *
 * When the disk refuses, the write is refused with its error, and may be there all the same, as after a lost answer: the
 * command that is given again under its id is answered, and done once.
 * @param log file of the write-ahead log; it exists once something was written
 * @throws on interactive transactions and scripts: whoever needs them has to make them durable first
 */
export function durableWrites(client: Client, log: string, disk: Disk = DISK): Client {
  const sync = logSync(log, disk);
  const refuse = () => Promise.reject(new Error("local.db takes statements and batches only"));
  const own: Partial<Client> = {
    async batch(statements, mode) {
      const results = await client.batch(statements, mode);
      if (mode !== "read" && statements.some(isWrite)) sync.now();
      return results;
    },
    async execute(statement: InStatement, args?: InArgs) {
      const whole =
        typeof statement === "string" && args !== undefined ? { sql: statement, args } : statement;
      const result = await client.execute(whole);
      if (isWrite(whole)) sync.now();
      return result;
    },
    ...{ transaction: refuse, executeMultiple: refuse, migrate: refuse },
    close() {
      sync.close();
      client.close();
    },
  };
  return clientWith(client, own);
}

/** Syncs the log through a handle of its own: what was written to a file through one is synced through any. */
function logSync(log: string, disk: Disk) {
  let fd: number | undefined;
  const close = () => {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
  };
  /** A log that is new: what is in it, and its name. */
  const begin = () => {
    const directory = openSync(dirname(log), "r");
    try {
      fd = openSync(log, "r");
      disk.all(fd);
      disk.all(directory);
    } catch (error) {
      close(); // the next write begins here again
      throw error;
    } finally {
      closeSync(directory);
    }
  };
  return {
    close,
    now(): void {
      // The last connection that leaves deletes the log, and the next one begins another.
      if (fd !== undefined && fstatSync(fd).nlink === 0) close();
      if (fd === undefined) begin();
      else disk.data(fd);
    },
  };
}

const isWrite = (statement: Parameters<typeof sqlOf>[0]) => !READS.test(sqlOf(statement));
