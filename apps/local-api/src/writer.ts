import { randomBytes } from "node:crypto";
import type { Client } from "@libsql/client";
import { type IdSource, idSource } from "@mikro-dash/domain/ids";
import { takeWriterLock } from "@mikro-dash/service/writer-lock";
import { greatestStamp } from "./clock/restore-stamps.ts";
import { type ShopClock, shopClock } from "./clock/shop-clock.ts";
import { testClock } from "./clock/test-clock.ts";
import { type WriterStamps, writerStamps } from "./clock/writer-stamps.ts";
import { nodeId } from "./database/node-id.ts";
import { openWorkingDatabase } from "./database/working-database.ts";
import { pooledRandomBytes } from "./pooled-random-bytes.ts";

/** This computer as a writer: its database, and what its rows are named and stamped with. */
export interface Writer {
  readonly local: Client;
  readonly clock: ShopClock;
  readonly node: string;
  readonly stamps: WriterStamps;
  readonly ids: IdSource;
  close(): void;
}

/** @throws DataDirectoryInUse when another process is this writer already */
export async function openWriter(dataDir: string, testClockUrl: string | undefined): Promise<Writer> {
  const lock = takeWriterLock(dataDir, "local-api");
  const local = await openWorkingDatabase(dataDir);
  const clock =
    testClockUrl === undefined ? shopClock(Date.now, () => performance.now()) : await testClock(testClockUrl);
  const node = await nodeId(local, randomBytes);
  return {
    local,
    clock,
    node,
    stamps: writerStamps({ node, clock, last: await greatestStamp(local) }),
    ids: idSource({ clock, randomBytes: pooledRandomBytes() }),
    close() {
      local.close();
      lock.release();
    },
  };
}
