import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acceptedAt } from "@mikro-dash/db-schema/merge-statement";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  hasOrder,
  phoneOrder,
  startPrimary,
  startShop,
  type TestPrimary,
  type TestShop,
} from "../../testing/shop.ts";
import { sizeOf } from "./replica-files.ts";

/** Deaths of the agent at named instants, each seen from outside. */
let primary: TestPrimary;
let proxy: FaultProxy;
let dir: string;
let shop: TestShop | undefined;
beforeAll(async () => {
  primary = await startPrimary();
});
beforeEach(async () => {
  proxy = await startFaultProxy(primary.sqld.url);
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-agent-"));
});
afterEach(async () => {
  proxy.setBandwidth(undefined);
  await proxy.heal();
  await shop?.stop();
  await proxy.stop();
  await rm(dir, { recursive: true, force: true });
});
afterAll(() => primary.sqld.stop());

async function open() {
  shop = await startShop({ url: proxy.url, withReplica: true, dir });
  return shop;
}
const onReplica = (of: TestShop) =>
  waitFor("the replica", () => of.sync.status().pull === "replica", { timeoutMs: 20_000 });
const replica = () => {
  const [name] = readdirSync(dir).filter((one) => one.startsWith("replica-"));
  if (name === undefined) return undefined;
  const directory = join(dir, name);
  return { size: sizeOf(directory), pid: () => Number(readFileSync(join(directory, "lock.pid"), "utf8")) };
};
const count = async (of: TestShop, like: string) => {
  const sql = "SELECT count(*) AS n FROM ps_session_orders WHERE id LIKE ?";
  return Number((await of.local.execute({ sql, args: [like] })).rows[0]?.n);
};
const manyOrders = (letter: string, total: number) =>
  primary.client.execute({
    sql:
      "INSERT INTO ps_session_orders (id, updated_at, synced_at, session_id, menu_item_id, name, name_ar, quantity, unit_price, ordered_at) " +
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) " +
      "SELECT printf(?2 || '-%05d', i), printf('2026-01-01T00:00:00.000Z-%04x-phone001', i), " +
      `${acceptedAt("ps_session_orders")}, 's', 'm', 'Tea', 'شاي', 1, 1000, 0 FROM n`,
    args: [total, letter],
  });

test("fault 6: given many rows from phones, when the agent is killed in the middle of their merge, then the next one hands over the rest", async () => {
  const of = await open();
  await onReplica(of);
  const pid = replica()?.pid() ?? 0;
  await manyOrders("m", 3_000);
  const half = await waitFor("some of them", () => count(of, "m-%"), { everyMs: 1 });
  process.kill(pid, "SIGKILL");
  expect(half).toBeLessThan(3_000);
  await waitFor("all of them", async () => (await count(of, "m-%")) === 3_000, { timeoutMs: 20_000 });
  expect((await of.local.execute("PRAGMA integrity_check")).rows[0]?.[0]).toBe("ok");
  await onReplica(of);
  expect(replica()?.pid()).not.toBe(pid);
});

test("fault 6: given a replica that is being built, when its agent is killed in the middle, then local.db serves on and another one is built", async () => {
  await manyOrders("b", 1_500);
  const of = await open();
  await waitFor("all by HTTP", async () => (await count(of, "b-%")) === 1_500, { timeoutMs: 20_000 });
  await onReplica(of);
  const whole = replica()?.size ?? 0;
  await of.stop();
  await rm(join(dir, "replica-1"), { recursive: true });

  const again = await open();
  await waitFor("the first look", () => again.sync.status().lastPullAt !== null, { everyMs: 1 });
  proxy.setBandwidth(whole / 20); // a second for each twentieth of it
  const { down } = proxy.bytes;
  await waitFor("a part of it to come", () => proxy.bytes.down - down > whole / 10, {
    ...{ everyMs: 1, timeoutMs: 20_000 },
  });
  const half = replica();
  process.kill(half?.pid() ?? 0, "SIGKILL");
  console.log(`died when ${half?.size} of ${whole} bytes were there, ${proxy.bytes.down - down} had come`);
  expect(half?.size).toBeLessThan(whole);
  expect(again.sync.status().pull).toBe("http");
  proxy.setBandwidth(undefined);
  const order = await phoneOrder(primary);
  await waitFor("an order", () => hasOrder(again.local, order));
  await onReplica(again);
  const next = await phoneOrder(primary);
  await waitFor("the next", () => hasOrder(again.local, next));
  expect(again.sync.status().pull).toBe("replica");
});
