import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@libsql/client/http";
import {
  devicesCache,
  heartbeats,
  sessionsCache,
  vouchersCache,
  wifiNetworksCache,
} from "@mikro-dash/db-schema/mirror/tables";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import type { Result } from "@mikro-dash/domain/result";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { connectRouter } from "@mikro-dash/router-gateway/connect-router";
import { getTableColumns, getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/**
 * What a mirror is without a memory: each time it reads the whole router and upserts every row.
 * It speaks of itself as the real one does.
 */
const env = process.env;
const intervalMs = Number(env.MIRROR_INTERVAL_SECONDS) * 1_000;
const clock = { now: () => epochMs(Date.now()) };
const address = { user: env.ROUTER_USER ?? "", password: env.ROUTER_PASSWORD ?? "" };
const port = Number(env.ROUTER_PORT);
const router = connectRouter({
  ...{ host: env.ROUTER_HOST ?? "", port, ...address, clock, random: Math.random },
});
const database = createClient({ url: env.MIRROR_DATABASE_URL ?? "" });

async function all<T>(read: Promise<Result<readonly T[]>>): Promise<readonly T[]> {
  const answer = await read;
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

/** More than so many values do not go into one text that the database takes. */
const ROWS_A_STATEMENT = 2_000;

function upserts(table: SQLiteTable, rows: readonly object[]) {
  const starts = Array.from(
    { length: Math.ceil(rows.length / ROWS_A_STATEMENT) },
    (_, n) => n * ROWS_A_STATEMENT,
  );
  return starts.map((start) => upsert(table, rows.slice(start, start + ROWS_A_STATEMENT)));
}

function upsert(table: SQLiteTable, rows: readonly object[]) {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => column.name);
  const set = names.filter((name) => name !== "id").map((name) => `${name} = excluded.${name}`);
  const syncedAt = new Date().toISOString();
  const values = rows.map((row) => {
    const fields = new Map(Object.entries({ ...row, syncedAt }));
    return columns.map(([key]) => fields.get(key) ?? null);
  });
  return {
    sql:
      `INSERT INTO ${getTableName(table)} (${names.join(", ")}) ` +
      `SELECT ${names.map((_, n) => `value ->> ${n}`).join(", ")} FROM json_each(?) WHERE true ` +
      `ON CONFLICT (id) DO UPDATE SET ${set.join(", ")}`,
    args: [JSON.stringify(values)],
  };
}

async function cycle() {
  const began = performance.now();
  const vouchers = await all(router.vouchers());
  const sessions = await all(router.sessions());
  const devices = await all(router.devices());
  const networks = await all(router.networks());
  const routerMs = performance.now() - began;
  const now = clock.now();
  const tables: readonly (readonly [SQLiteTable, readonly object[]])[] = [
    [
      vouchersCache,
      vouchers.map((one) => ({
        ...{ ...one, timeLimit: one.timeLimitSeconds, uptime: one.uptimeSeconds },
        lastSeenAt: one.isOnline ? now : null,
      })),
    ],
    [
      sessionsCache,
      sessions.map((one) => ({
        ...{ ...one, id: `${one.id}@${one.macAddress}`, voucherCode: one.code, uptime: one.uptimeSeconds },
      })),
    ],
    [devicesCache, devices.map((one) => ({ id: one.macAddress, ...one }))],
    [wifiNetworksCache, networks],
    [heartbeats, ["router", "router-mirror"].map((id) => ({ id, lastSeenAt: now }))],
  ];
  await database.batch(
    tables.flatMap(([table, rows]) => upserts(table, rows)),
    "write",
  );
  const wrote = Object.fromEntries(tables.map(([table, rows]) => [getTableName(table), rows.length]));
  console.log(JSON.stringify({ msg: "written", wrote }));
  const tookMs = performance.now() - began;
  console.log(JSON.stringify({ msg: "looked", tookMs, routerMs }));
  await pause(Math.max(0, intervalMs - tookMs));
}

await migrate(database, "mirror");
process.once("SIGTERM", () => process.exit());
for (;;) await cycle();
