import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@libsql/client";
import { createClient as createHttpClient } from "@libsql/client/http";
import { acceptedAt } from "@mikro-dash/db-schema/merge-statement";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { type Sqld, startSqld } from "@mikro-dash/test-kit/sqld";
import { startTursoSync, type TursoSync } from "@mikro-dash/test-kit/turso-sync";
import { type Logger, pino } from "pino";
import { beginClockLife } from "../clock/lives.ts";
import { greatestStamp } from "../clock/restore-stamps.ts";
import { type ShopClock, shopClock } from "../clock/shop-clock.ts";
import { type WriterStamps, writerStamps } from "../clock/writer-stamps.ts";
import { nodeId } from "../database/node-id.ts";
import { openWorkingDatabase } from "../database/working-database.ts";
import { type Sync, startSync } from "../sync/sync.ts";
import { unsentTables } from "../sync/unsent.ts";

/** The two protocols that replicas speak: the first is sqld's, the second Turso Cloud's. */
export const PROTOCOLS = ["V1", "V2"] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** A migrated primary. */
export async function startPrimary({
  protocol = "V1",
  ...options
}: Parameters<typeof startSqld>[0] & { protocol?: Protocol } = {}) {
  const sqld = await startSqld(options);
  const client = createHttpClient({
    url: sqld.url,
    ...(sqld.token === undefined ? {} : { authToken: sqld.token }),
  });
  await migrate(client, "shared");
  const cloud = protocol === "V2" ? await startTursoSync(sqld) : undefined;
  return {
    sqld,
    client,
    cloud,
    /** Where a shop finds it. */
    url: cloud?.url ?? sqld.url,
    async stop() {
      await cloud?.stop();
      await sqld.stop();
    },
  };
}
export type TestPrimary = {
  sqld: Sqld;
  client: Client;
  cloud: TursoSync | undefined;
  url: string;
  stop: () => Promise<void>;
};

export interface TestShop {
  readonly dir: string;
  readonly local: Client;
  readonly sync: Sync;
  readonly clock: ShopClock;
  readonly stamps: WriterStamps;
  /** Names of tables as a page would be told. */
  readonly changes: string[];
  /** Writes an order as a command would, and wakes the push; answers its id. */
  order(): Promise<string>;
  /** Rows that the primary has not accepted. */
  pending(): Promise<number>;
  stop(): Promise<void>;
}

/** The database and the sync of one shop, in this process, without the server around it. */
export async function startShop(options: {
  url: string | null;
  authToken?: string;
  tokenFile?: string;
  withReplica?: boolean;
  dir?: string;
  /** What the computer's clock says. */
  system?: () => number;
  log?: Logger;
  compareAgainMs?: number;
}): Promise<TestShop> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), "mikro-dash-shop-")));
  const local = await openWorkingDatabase(dir);
  const clock = shopClock(options.system ?? Date.now, () => performance.now());
  const node = await nodeId(local, randomBytes);
  const stamps = writerStamps({ node, clock, last: await greatestStamp(local) });
  await beginClockLife(local, { after: stamps.last ?? "", from: clock.now() });
  const changes: string[] = [];
  const sync = await startSync({
    local,
    dataDir: dir,
    address:
      options.url === null
        ? null
        : { url: options.url, authToken: options.authToken, tokenFile: options.tokenFile },
    withReplica: options.withReplica ?? false,
    node,
    stamps,
    clock,
    log: options.log ?? pino({ level: "silent" }),
    agentEnv: process.env,
    isBusy: () => true,
    exclusive: (work) => work(),
    onChanged: (tables) => changes.push(...tables),
    onStatus: () => undefined,
    compareAgainMs: options.compareAgainMs,
  });
  return {
    dir,
    local,
    sync,
    clock,
    stamps,
    changes,
    async order() {
      const id = randomUUID();
      await local.execute(orderStatement(id, stamps.tick(), clock.now()));
      sync.wakePush();
      return id;
    },
    pending: async () => [...(await unsentTables(local)).values()].reduce((sum, n) => sum + n, 0),
    async stop() {
      await sync.stop();
      local.close();
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
}

function orderStatement(id: string, updatedAt: string, orderedAt: number) {
  return {
    sql:
      "INSERT INTO ps_session_orders (id, updated_at, session_id, menu_item_id, name, name_ar, " +
      "quantity, unit_price, ordered_at) VALUES (?, ?, 's', 'm', 'Tea', 'شاي', 1, 1000, ?)",
    args: [id, updatedAt, orderedAt],
  };
}

export async function hasOrder(client: Client, id: string): Promise<boolean> {
  const { rows } = await client.execute({ sql: "SELECT 1 FROM ps_session_orders WHERE id = ?", args: [id] });
  return rows.length === 1;
}

/** What a phone does through the edge. */
export async function phoneOrder({ client }: TestPrimary): Promise<string> {
  const id = randomUUID();
  await client.batch(
    [
      orderStatement(id, `${new Date().toISOString()}-0000-phone001`, Date.now()),
      {
        sql: `UPDATE ps_session_orders SET synced_at = ${acceptedAt("ps_session_orders")} WHERE id = ?`,
        args: [id],
      },
    ],
    "write",
  );
  return id;
}
