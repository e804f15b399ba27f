import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import type { MenuItemId, PackageId, SessionId, StationId } from "@mikro-dash/domain/ids";
import { piasters, ratePerHour } from "@mikro-dash/domain/money/piasters";
import { hybridClock } from "@mikro-dash/domain/sync/hlc";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { drizzle } from "drizzle-orm/libsql/node";
import { createMenuItem } from "../catalogue/menu.ts";
import { createPackage } from "../catalogue/packages.ts";
import type { Context } from "../context.ts";
import { addOrder } from "../sessions/add-order.ts";
import { startSession } from "../sessions/start-session.ts";
import { createStation } from "../stations/create-station.ts";
import { createStore } from "../store/store.ts";
import type { SyncState } from "../system/sync-source.ts";
import type { RouterAccess } from "../wifi/router-access.ts";
import { FakeRouter } from "./fake-router.ts";

/** 2026-11-22 21:00 in Cairo; a whole minute. */
export const EVENING = epochMs(1_795_374_000_000);
const MINUTE = 60_000;

/** The instant `minutes` after the evening began. */
export const at = (minutes: number): EpochMs => epochMs(EVENING + Math.round(minutes * MINUTE));

/** Ids that sort in the order in which they are drawn; each maker has its own series. */
function countingIds(series: number): { next(): string } {
  let n = 0;
  const prefix = `0195b000-${series.toString(16).padStart(4, "0")}-7000-8000-`;
  return {
    next() {
      n += 1;
      return `${prefix}${n.toString(16).padStart(12, "0")}`;
    },
  };
}

const clients = countingIds(0xc11e);
/** An id as a client chooses it. */
export const anId = <Id extends string>(): Id => clients.next() as Id;

/** A clock that stands still until a test moves it. */
export interface MovableClock {
  now(): EpochMs;
  /** To the instant `minutes` after the evening began. */
  set(minutes: number): void;
}

function movableClock(): MovableClock {
  let now: EpochMs = EVENING;
  return {
    now: () => now,
    set(minutes) {
      now = at(minutes);
    },
  };
}

export interface ShopOptions {
  readonly host?: Context["host"];
  readonly letter?: string;
  readonly clock?: MovableClock;
}

export interface Shop {
  readonly client: Client;
  readonly clock: MovableClock;
  readonly router: FakeRouter;
  /** A context as one request gets it. */
  readonly ctx: Context;
  station(name?: string, single?: number, multi?: number | null): Promise<StationId>;
  menuItem(price: number): Promise<MenuItemId>;
  wifiPackage(price: number): Promise<PackageId>;
  session(stationId: StationId, more?: Partial<Parameters<typeof startSession>[0]>): Promise<SessionId>;
  order(sessionId: SessionId, price: number, quantity?: number): Promise<string>;
  /** First column of a query. */
  column<T = string>(sql: string): Promise<T[]>;
  stop(): Promise<void>;
}

let nodes = 0;

/** One host over a migrated database. Several over one primary are several phones. */
export function hostOver(client: Client, options: ShopOptions = {}): Omit<Shop, "stop"> {
  const { host = "local", letter = "A", clock = movableClock() } = options;
  nodes += 1;
  const ids = countingIds(nodes);
  const router = new FakeRouter(clock);
  const db = drizzle({ client });
  const ctx: Context = {
    ...{ host, version: "test", requestId: "request-1", clock, ids, randomBytes, receiptLetter: letter },
    store: createStore({ db, kind: host === "local" ? "local" : "primary" }),
    stamps: hybridClock({ node: `node${String(nodes).padStart(4, "0")}`, clock }),
    actor: () => ({ name: "Mona", device: "desktop" }),
    sync: { state: () => ALONE, questions: null },
    wifi: router,
    router: host === "local" ? (router as RouterAccess) : null,
    phoneUrl: "http://phone.example",
  };
  return {
    ...{ client, clock, router, ctx },
    async station(name = "Station", single = 2_000, multi = 3_000) {
      const rates = {
        hourlyRate: ratePerHour(single),
        hourlyRateMulti: multi === null ? null : ratePerHour(multi),
      };
      return accepted(await createStation({ name, nameAr: name, ...rates }, ctx)).id;
    },
    async menuItem(price) {
      const item = { name: "Tea", nameAr: "شاي", category: "drinks", price: piasters(price) };
      return accepted(await createMenuItem(item, ctx)).id;
    },
    async wifiPackage(price) {
      const limits = { bytesLimit: 1_000_000_000, timeLimit: 3_600, profile: "hour" };
      return accepted(
        await createPackage({ name: "Hour", nameAr: "ساعة", price: piasters(price), ...limits }, ctx),
      ).id;
    },
    async session(stationId, more = {}) {
      return accepted(await startSession({ stationId, ...more }, ctx)).id;
    },
    async order(sessionId, price, quantity = 1) {
      const menuItemId = await this.menuItem(price);
      const { orders } = accepted(await addOrder({ sessionId, menuItemId, quantity }, ctx));
      const made = orders.find((order) => order.menuItemId === menuItemId);
      if (!made) throw new Error("the order is not on the bill");
      return made.id;
    },
    column: async <T>(sql: string) => (await client.execute(sql)).rows.map((row) => row[0] as T),
  };
}

const ALONE: SyncState = {
  ...{ online: false, pull: "none", lastPushAt: null, lastPullAt: null, clockOffsetMs: null },
  ...{ primaryProblem: null, freezeProposal: null, clockQuestion: null, clockProblem: null },
};

/** A migrated, empty database as bytes: a shop for each test is a copy of it. */
let emptyDatabase: Promise<Buffer> | undefined;

async function migratedDatabase(): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), "mikro-dash-empty-"));
  const path = join(directory, "local.db");
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1 });
  await migrate(client, "shared");
  await migrate(client, "local");
  client.close();
  const bytes = await readFile(path);
  await rm(directory, { recursive: true });
  return bytes;
}

/** A shop over a database file of its own. */
export async function aShop(options: ShopOptions = {}): Promise<Shop> {
  emptyDatabase ??= migratedDatabase();
  const directory = await mkdtemp(join(tmpdir(), "mikro-dash-shop-"));
  const path = join(directory, "local.db");
  await writeFile(path, await emptyDatabase);
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1 });
  await client.execute("PRAGMA synchronous = OFF"); // nobody pulls the plug here
  return {
    ...hostOver(client, options),
    async stop() {
      client.close();
      await rm(directory, { recursive: true });
    },
  };
}

/**
 * The same host while another writer comes in between: after each of the next `times` reads, before anything is written
 * on them, `write` happens.
 */
export function interrupted(ctx: Context, times: number, write: () => Promise<unknown>): Context {
  let left = times;
  const { store } = ctx;
  return {
    ...ctx,
    store: {
      ...store,
      async read(queries) {
        const answer = await store.read(queries);
        if (left > 0) {
          left -= 1;
          await write();
        }
        return answer;
      },
    },
  };
}

/** The value of a result that must be ok. */
export function accepted<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Code and fields of a result that must be a refusal: `INVALID at`. */
export function refused(
  result: { ok: true } | { ok: false; error: { code: string; fields?: readonly { path: string }[] } },
): string {
  if (result.ok) throw new Error("was not refused");
  return [result.error.code, ...(result.error.fields ?? []).map((field) => field.path)].join(" ");
}
