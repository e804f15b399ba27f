import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import { acceptedAt } from "@mikro-dash/db-schema/merge-statement";
import { ratePerHour } from "@mikro-dash/domain/money/piasters";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { sizeOf } from "./sync/agent/replica-files.ts";
import { type LocalApi, startLocalApi, temporaryDirectory } from "./testing/local-api.ts";
import { startPrimary, type TestPrimary } from "./testing/shop.ts";

/**
 * Deaths at named instants. Each is seen from outside (in the database file, or as an exchange that the proxy does not
 * let end), so that the program that dies is the one that ships.
 */
let primary: TestPrimary;
let proxy: FaultProxy;
let dir: Awaited<ReturnType<typeof temporaryDirectory>>;
let api: LocalApi;
beforeAll(async () => {
  primary = await startPrimary();
  proxy = await startFaultProxy(primary.sqld.url);
  dir = await temporaryDirectory();
  await open();
});
afterEach(() => proxy.heal());
afterAll(async () => {
  if (api.process.isRunning()) await api.process.kill();
  await proxy.stop();
  await primary.sqld.stop();
  await dir[Symbol.asyncDispose]();
});

/** Another life of the shop. */
async function open(mode: "local" | "remote" = "remote") {
  api = await startLocalApi(dir.path, { TURSO_DATABASE_URL: proxy.url, DATABASE_MODE: mode });
}
const newStation = (name: string) =>
  api.client.call("createStation", { body: { name, nameAr: name, hourlyRate: ratePerHour(3_000) } });
/** Never to be answered, or perhaps: the process dies. */
const tryStation = (name: string) => void newStation(name).catch(() => undefined);
const isPush = (request: string) => request.includes("INSERT INTO push_marks");
const onPrimary = async (name: string) => {
  const sql = "SELECT id FROM ps_stations WHERE name = ?";
  return (await primary.client.execute({ sql, args: [name] })).rows.length;
};
/** The file, as another process sees it while local-api lives and after its death. */
function look<T>(sql: string, ...args: string[]): T | undefined {
  const file = new DatabaseSync(join(dir.path, "local.db"), { readOnly: true });
  try {
    return file.prepare(sql).get(...args) as T | undefined;
  } finally {
    file.close();
  }
}
const unsentHere = (name: string) =>
  look<{ unsent: number }>("SELECT synced_at IS NULL AS unsent FROM ps_stations WHERE name = ?", name)
    ?.unsent;
const isIntact = () => look<{ integrity_check: string }>("PRAGMA integrity_check")?.integrity_check === "ok";
const drained = () =>
  waitFor("nothing pending", async () => (await api.client.call("getStatus", {})).pending === 0);

test("fault 5: given a row that was just committed, when the process is killed at once, then the next life pushes it", async () => {
  await proxy.refuse();
  tryStation("committed");
  while (unsentHere("committed") === undefined) await nextTurn();
  await api.process.kill();
  expect(isIntact()).toBe(true);
  expect(unsentHere("committed")).toBe(1);
  await proxy.heal();
  await open();
  await waitFor("the row", () => onPrimary("committed"));
  await drained();
});

test("fault 5: given a push that has not reached the primary, when the process is killed, then the next life pushes it", async () => {
  const stalled = proxy.stall("request", { matching: isPush });
  await newStation("on its way");
  await waitFor("the push to leave", () => stalled.count === 1, { everyMs: 1 });
  await api.process.kill();
  expect(await onPrimary("on its way")).toBe(0);
  expect(unsentHere("on its way")).toBe(1);
  await proxy.heal();
  await open();
  await drained();
  expect(await onPrimary("on its way")).toBe(1);
});

test.each([
  ["fault 5", "the shop"],
  ["fault 23", "the shop and the primary"],
])(
  "%s: given a push that the primary has done, when SIGKILL takes %s before its rows are marked clean, then the next life has every row once",
  async (_, who) => {
    const stalled = proxy.stall("answer", { matching: isPush });
    await newStation(who);
    await waitFor("the primary's answer", () => stalled.count === 1, { everyMs: 1 });
    expect(await onPrimary(who)).toBe(1);
    expect(unsentHere(who)).toBe(1);
    await Promise.all([api.process.kill(), who.includes("primary") && primary.sqld.kill()]);
    if (!primary.sqld.isRunning()) await primary.sqld.restart();
    await proxy.heal();
    await open();
    await newStation(`${who}, later`);
    await drained();
    expect(await onPrimary(who)).toBe(1);
    expect(unsentHere(who)).toBe(0);
    expect(await onPrimary(`${who}, later`)).toBe(1);
  },
);

test("fault 23: given many rows from phones, when the power goes in the middle of their merge, then the next life goes on from there", async () => {
  const total = 5_000;
  await waitFor("the first pull", async () => (await api.client.call("getStatus", {})).lastPullAt !== null);
  await primary.client.execute({
    sql:
      "INSERT INTO ps_session_orders (id, updated_at, synced_at, session_id, menu_item_id, name, name_ar, quantity, unit_price, ordered_at) " +
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) " +
      "SELECT printf('m-%05d', i), printf('2026-01-01T00:00:00.000Z-%04x-phone001', i), " +
      `${acceptedAt("ps_session_orders")}, 's', 'm', 'Tea', 'شاي', 1, 1000, 0 FROM n`,
    args: [total],
  });
  const merged = () => look<{ n: number }>("SELECT count(*) AS n FROM ps_session_orders")?.n ?? 0;
  const page = new AbortController(); // a page that is opened is shown what is new at once
  await fetch(`${api.baseUrl}/api/v1/events`, {
    headers: { accept: "text/event-stream" },
    signal: page.signal,
  });
  const file = new DatabaseSync(join(dir.path, "local.db"), { readOnly: true });
  const some = file.prepare("SELECT 1 FROM ps_session_orders LIMIT 1");
  while (some.get() === undefined) await nextTurn();
  await Promise.all([api.process.kill(), primary.sqld.kill()]);
  file.close();
  page.abort();
  const half = merged();
  console.log(`died after ${half} of ${total} rows`);
  expect(half).toBeLessThan(total);
  expect(isIntact()).toBe(true);
  // The cursor is where the rows are: not one before it is missing.
  const cursor = look<{ value: string }>(
    "SELECT value FROM sync_state WHERE key = 'cursor.ps_session_orders'",
  );
  const [, id] = JSON.parse(cursor?.value ?? "[]");
  expect(half).toBe(Number(id.slice("m-".length)));
  await primary.sqld.restart();
  await open();
  await waitFor("all rows", () => merged() === total, { timeoutMs: 30_000 });
});

test("fault 23: given a replica that is being built, when the power goes in the middle, then the next life has every row and builds another", async () => {
  const pull = async () => (await api.client.call("getStatus", {})).pull;
  const onReplica = () =>
    waitFor("the replica", async () => (await pull()) === "replica", { timeoutMs: 30_000 });
  const directory = () =>
    join(dir.path, readdirSync(dir.path).find((name) => name.startsWith("replica-")) ?? "");
  const agent = () => Number(readFileSync(join(directory(), "lock.pid"), "utf8"));
  await api.process.stop();
  await open("local");
  await onReplica();
  const whole = sizeOf(directory());
  await api.process.stop();
  rmSync(directory(), { recursive: true });

  await open("local");
  await waitFor("the first pull", async () => (await api.client.call("getStatus", {})).lastPullAt !== null, {
    everyMs: 1,
  });
  proxy.setBandwidth(whole / 20);
  const { down } = proxy.bytes;
  await waitFor("a part of the replica", () => proxy.bytes.down - down > whole / 10, { timeoutMs: 30_000 });
  const half = sizeOf(directory());
  process.kill(agent(), "SIGKILL");
  await api.process.kill();
  console.log(`died when ${half} of ${whole} bytes were there`);
  expect(half).toBeLessThan(whole);
  expect(isIntact()).toBe(true);
  proxy.setBandwidth(undefined);
  await open("local");
  await newStation("after the power came back");
  await onReplica();
  await drained();
  expect(await onPrimary("after the power came back")).toBe(1);
  const orders = "SELECT count(*) AS n FROM ps_session_orders";
  expect(look<{ n: number }>(orders)?.n).toBe(Number((await primary.client.execute(orders)).rows[0]?.n));
}, 180_000);
