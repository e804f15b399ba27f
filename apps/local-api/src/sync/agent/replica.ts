import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { DataDirectoryInUse, takeWriterLock, type WriterLock } from "@mikro-dash/service/writer-lock";
import { advance, type Cursors, type PulledTable, pullStatements, readPulled } from "../pulled.ts";
import { isSameAsPrimary } from "./compare.ts";
import { readLocally } from "./read-locally.ts";

export class ReplicaUnusable extends Error {
  readonly reason: "in-use" | "differs";

  constructor(reason: "in-use" | "differs") {
    super(`the replica is ${reason}`);
    this.reason = reason;
  }
}

export interface ReplicaAddress {
  readonly directory: string;
  readonly primaryUrl: string;
  readonly authToken: string | undefined;
  readonly cursors: Cursors;
}

export interface Replica {
  /** Brings the file up to the primary; blocks the thread meanwhile. Answers the number of its last frame. */
  sync(): Promise<number>;
  /** What lies past the cursor, in chunks; nothing when no frame came since all of it was read. */
  unread(): AsyncGenerator<readonly PulledTable[]>;
  /** At the next sync the replica is compared with the primary. */
  compare(): void;
  /** These rows are merged: the cursor moves behind them. */
  read(tables: readonly PulledTable[]): void;
  /** Notes that the files are whole. */
  close(): void;
}

/**
 * Opens (or builds) the embedded replica of one directory. Its metadata is never fsynced: files that nobody closed are
 * compared with the primary before anything is read from them.
 * @throws ReplicaUnusable
 */
export async function openReplica(address: ReplicaAddress): Promise<Replica> {
  const { directory, primaryUrl, authToken } = address;
  mkdirSync(directory, { recursive: true });
  const lock = lockDirectory(directory);
  const file = join(directory, "replica.db");
  const closedMark = join(directory, "closed");
  let mustCompare = existsSync(file) && !existsSync(closedMark);
  rmSync(closedMark, { force: true });
  const client: Client = createClient({
    url: pathToFileURL(file).href,
    syncUrl: primaryUrl,
    ...(authToken === undefined ? {} : { authToken }),
  });
  let cursors = address.cursors;
  let frame = -1;
  let frameRead = -2;
  return {
    async sync() {
      const replicated = await client.sync();
      if (mustCompare) {
        if (!(await isSameAsPrimary(client, address))) throw new ReplicaUnusable("differs");
        mustCompare = false;
      }
      frame = replicated?.frame_no ?? frame + 1;
      return frame;
    },
    async *unread() {
      let more = frame !== frameRead;
      while (more) {
        const pulled = readPulled(await readLocally(client, pullStatements(cursors)));
        if (pulled.tables.length > 0) yield pulled.tables;
        more = pulled.more;
      }
      frameRead = frame;
    },
    compare() {
      mustCompare = true;
    },
    read(tables) {
      cursors = advance(cursors, tables);
    },
    close() {
      client.close();
      writeFileSync(closedMark, "");
      lock.release();
    },
  };
}

function lockDirectory(directory: string): WriterLock {
  try {
    return takeWriterLock(directory, "local-api");
  } catch (error) {
    throw error instanceof DataDirectoryInUse ? new ReplicaUnusable("in-use") : error;
  }
}
