import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@libsql/client/http";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { countedBy, type Primary } from "../primaries/primary.ts";
import { startSqldFor } from "../primaries/sqld-primary.ts";
import { type Remote, startRemote } from "../remote.ts";
import type { Subject } from "../subjects/subject.ts";
import { type Keeper, type KeeperName, startKeeper } from "./keeper.ts";
import { cpuMs } from "./process-costs.ts";
import { type SimulatedRouter, startSimulatedRouter } from "./simulated-router.ts";

/** Where the caches are: in a database of their own, or in the one that the shop replicates. */
export type Place = "own" | "main";

export interface StandOptions {
  readonly dir: string;
  readonly keeper: KeeperName;
  readonly place: Place;
  readonly vouchers: number;
  /** An embedded replica of the main database pulls each second, as the shop's does. */
  readonly replica?: boolean;
  readonly intervalMs: number;
}

/** A router, a program that keeps its caches, and the databases; nothing is shared with another stand. */
export interface Stand {
  readonly router: SimulatedRouter;
  readonly keeper: Keeper;
  /** Where the caches are. */
  readonly database: Primary;
  /** What the shop replicates. */
  readonly main: Primary;
  readonly routerLink: FaultProxy;
  readonly databaseLink: FaultProxy;
  /** Between the replica and the main database; not used without a replica. */
  readonly replicaLink: FaultProxy;
  close(): Promise<void>;
}

const REPLICA_EVERY_MS = 1_000;

/** Starts everything; the program is at its first look then. */
export async function openStand(options: StandOptions): Promise<Stand> {
  const { dir, place, vouchers, intervalMs } = options;
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const one of closing.splice(0).reverse()) await one();
  };
  const opened = <T extends { stop(): Promise<unknown> }>(one: T): T => {
    closing.push(() => one.stop());
    return one;
  };
  try {
    await mkdir(dir, { recursive: true });
    const main = opened(await startSqldFor(join(dir, "main"), "shared"));
    const database = place === "main" ? main : opened(await startSqldFor(join(dir, "own"), "mirror"));
    if (place === "main") await addCaches(main.url);
    const replicaLink = opened(await startFaultProxy({ port: main.port }));
    if (options.replica) {
      const replica = await startReplica(join(dir, "replica"), replicaLink.url);
      closing.push(() => replica.kill());
    }
    const router = opened(await startSimulatedRouter(vouchers));
    const routerLink = opened(await startFaultProxy({ port: router.port }));
    const databaseLink = opened(await startFaultProxy({ port: database.port }));
    const keeper = opened(
      await startKeeper({
        ...{ name: options.keeper, router: routerLink, intervalMs, dataDir: dir },
        database: { url: databaseLink.url, primary: database },
      }),
    );
    return { router, keeper, database, main, routerLink, databaseLink, replicaLink, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function addCaches(url: string): Promise<void> {
  const client = createClient({ url });
  await migrate(client, "mirror");
  client.close();
}

async function startReplica(dir: string, url: string): Promise<Remote<Subject>> {
  await mkdir(dir);
  const replica = await startRemote<Subject>(new URL("../subjects/embedded-replica.ts", import.meta.url));
  await replica.call("open", { dir, url, mirrorUrl: "", board: [] });
  await replica.call("catchUp", null);
  await replica.call("exchange", { everyMs: REPLICA_EVERY_MS });
  return replica;
}

/** What a stand did between two moments. */
export interface Spent {
  readonly ms: number;
  readonly looks: number;
  /** Of the program. */
  readonly cpuMs: number;
  /** What came from the router. */
  readonly routerBytes: number;
  /** Both ways between the program and its database. */
  readonly databaseBytes: number;
  readonly rowsWritten: number;
  readonly rowsRead: number;
  /** That the log of the database of the caches got longer by. */
  readonly frames: number;
  /** That replicas of the main database fetched, and all that went over their wire. */
  readonly framesSent: number;
  readonly replicaBytes: number;
}

/** Begins to measure; the answer says what was spent since. */
export async function meterOf(stand: Stand): Promise<() => Promise<Spent>> {
  const before = await reading(stand);
  return async () => {
    const after = await reading(stand);
    const spent = Object.entries(after).map(([what, value]) => [what, value - before[what as keyof Spent]]);
    return Object.fromEntries(spent) as Spent;
  };
}

async function reading(stand: Stand): Promise<Spent> {
  const [own, main] = await Promise.all([countedBy(stand.database), countedBy(stand.main)]);
  const both = ({ up, down }: FaultProxy["bytes"]) => up + down;
  return {
    ms: performance.now(),
    looks: stand.keeper.looks.length,
    cpuMs: cpuMs(stand.keeper.pid),
    routerBytes: stand.routerLink.bytes.down,
    databaseBytes: both(stand.databaseLink.bytes),
    rowsWritten: own.rowsWritten,
    rowsRead: own.rowsRead,
    frames: own.frames,
    framesSent: main.framesSent,
    replicaBytes: both(stand.replicaLink.bytes),
  };
}
