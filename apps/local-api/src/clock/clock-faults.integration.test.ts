import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { phoneOrder, startPrimary, startShop, type TestPrimary, type TestShop } from "../testing/shop.ts";

const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;
let primary: TestPrimary;
let proxy: FaultProxy;
let dir: string;
const shops: TestShop[] = [];
beforeAll(async () => {
  primary = await startPrimary();
});
beforeEach(async () => {
  proxy = await startFaultProxy(primary.sqld.url);
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-clock-"));
});
afterEach(async () => {
  await proxy.heal();
  for (const shop of shops.splice(0)) await shop.stop();
  await proxy.stop();
  await rm(dir, { recursive: true, force: true });
});
afterAll(() => primary.sqld.stop());

async function open(aheadMs: () => number) {
  const shop = await startShop({ url: proxy.url, dir, system: () => Date.now() + aheadMs() });
  shops.push(shop);
  return shop;
}
async function close(shop: TestShop) {
  shops.splice(shops.indexOf(shop), 1);
  await shop.stop();
}
const drained = (shop: TestShop) => waitFor("nothing pending", async () => (await shop.pending()) === 0);
const orderOnPrimary = async (id: string) => {
  const sql = "SELECT updated_at, ordered_at FROM ps_session_orders WHERE id = ?";
  const { rows } = await primary.client.execute({ sql, args: [id] });
  return { stamp: String(rows[0]?.updated_at), at: Number(rows[0]?.ordered_at) };
};
const timeOf = (stamp: string) => Date.parse(stamp.slice(0, 24));
const setting = (shop: TestShop, value: string) =>
  shop.local.execute({
    sql:
      "INSERT INTO settings (id, updated_at, value) VALUES ('language', ?1, ?2) " +
      "ON CONFLICT (id) DO UPDATE SET updated_at = ?1, synced_at = NULL, value = ?2",
    args: [shop.stamps.tick(), JSON.stringify(value)],
  });

test("fault 11: given a clock a year ahead without internet, when the primary is heard, then nothing that reaches it is ahead", async () => {
  await proxy.refuse();
  const shop = await open(() => YEAR);
  const from = Date.now();
  const ids = [await shop.order(), await shop.order(), await shop.order()];
  await setting(shop, "en");
  await proxy.heal();
  await drained(shop);
  const orders = await Promise.all(ids.map(orderOnPrimary));
  for (const { stamp, at } of orders) {
    expect(Math.abs(timeOf(stamp) - from)).toBeLessThan(MINUTE);
    expect(Math.abs(at - from)).toBeLessThan(MINUTE);
  }
  expect(orders.map((one) => one.stamp)).toEqual(orders.map((one) => one.stamp).sort());
  // No poisoning: what a phone says now is newer than what the shop said before.
  const { rows } = await primary.client.execute("SELECT updated_at FROM settings WHERE id = 'language'");
  expect(String(rows[0]?.updated_at) < new Date(Date.now() + 1_000).toISOString()).toBe(true);
  const next = await shop.order();
  await drained(shop);
  expect(timeOf((await orderOnPrimary(next)).stamp)).toBeLessThan(Date.now() + MINUTE);
  expect(shop.clock.offsetMs).toBeLessThan(-YEAR + MINUTE);
});

test("fault 11: given rows that the primary had accepted, when a clock a year ahead goes on, then those stay as they are", async () => {
  const early = await open(() => 0);
  const accepted = await early.order();
  await drained(early);
  const before = await orderOnPrimary(accepted);
  await close(early);
  await proxy.refuse();
  const shop = await open(() => YEAR);
  const ahead = await shop.order();
  await proxy.heal();
  await drained(shop);
  expect(await orderOnPrimary(accepted)).toEqual(before);
  expect((await orderOnPrimary(ahead)).stamp > before.stamp).toBe(true);
});

test("fault 11: given a clock at 1970, when it goes on where a right one stopped, then stamps continue", async () => {
  const early = await open(() => 0);
  const first = await early.order();
  await drained(early);
  await close(early);
  await proxy.refuse();
  const start = Date.now();
  const shop = await open(() => -start);
  const second = await shop.order();
  await proxy.heal();
  await drained(shop);
  const third = await shop.order();
  await drained(shop);
  const stamps = await Promise.all([first, second, third].map(orderOnPrimary));
  expect(stamps.map((one) => one.stamp)).toEqual(stamps.map((one) => one.stamp).sort());
  expect(Math.abs(timeOf(stamps[2]?.stamp ?? "") - Date.now())).toBeLessThan(MINUTE);
});

test("fault 11: given a clock that is set right under way, when the primary is heard, then both halves of the evening are in order and in the past", async () => {
  await proxy.refuse();
  let ahead = YEAR;
  const shop = await open(() => ahead);
  const ids = [await shop.order()];
  ahead = 0;
  ids.push(await shop.order());
  await proxy.heal();
  await drained(shop);
  const orders = await Promise.all(ids.map(orderOnPrimary));
  expect(orders.map((one) => one.stamp)).toEqual(orders.map((one) => one.stamp).sort());
  for (const { stamp, at } of orders) {
    expect(timeOf(stamp)).toBeLessThan(Date.now() + MINUTE);
    expect(at).toBeLessThan(Date.now() + MINUTE);
  }
});

test("fault 11: given a clock a year ahead online, when it opens, then its first stamp is already right", async () => {
  const seen = await phoneOrder(primary);
  const shop = await open(() => YEAR);
  await waitFor("the first pull", () => shop.sync.status().lastPullAt !== null);
  const id = await shop.order();
  await drained(shop);
  const { stamp } = await orderOnPrimary(id);
  expect(stamp > (await orderOnPrimary(seen)).stamp).toBe(true);
  expect(timeOf(stamp)).toBeLessThan(Date.now() + MINUTE);
});
