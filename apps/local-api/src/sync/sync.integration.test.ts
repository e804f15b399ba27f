import { acceptedAt } from "@mikro-dash/db-schema/merge-statement";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  hasOrder,
  phoneOrder,
  startPrimary,
  startShop,
  type TestPrimary,
  type TestShop,
} from "../testing/shop.ts";

let primary: TestPrimary;
const shops: TestShop[] = [];
beforeAll(async () => {
  primary = await startPrimary();
});
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.stop();
});
afterAll(() => primary.sqld.stop());

async function open(options: Partial<Parameters<typeof startShop>[0]> = {}) {
  const shop = await startShop({ url: primary.sqld.url, ...options });
  shops.push(shop);
  return shop;
}

test("given a shop with a primary, when an order is written, then the primary has it and nothing is pending", async () => {
  const shop = await open();
  const id = await shop.order();
  await waitFor("the order on the primary", () => hasOrder(primary.client, id));
  await waitFor("a clean local row", async () => (await shop.pending()) === 0);
  expect(shop.sync.status()).toMatchObject({ online: true, primaryProblem: null });
  expect(Math.abs(shop.sync.status().clockOffsetMs ?? Number.NaN)).toBeLessThan(1_000);
});

describe.each([
  { withReplica: false, source: "http" },
  { withReplica: true, source: "replica" },
] as const)("pull by $source", ({ withReplica, source }) => {
  test("given a phone's order, when it is on the primary, then local.db has it within 2 s and the page is told", async () => {
    const shop = await open({ withReplica });
    await waitFor("the source", () => shop.sync.status().pull === source, {
      timeoutMs: 20_000,
    });
    shop.changes.length = 0;
    const id = await phoneOrder(primary);
    const from = performance.now();
    await waitFor("the order in local.db", () => hasOrder(shop.local, id));
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(shop.changes).toEqual(["ps_session_orders"]);
    expect(shop.sync.status().pull).toBe(source);
    expect(await shop.pending()).toBe(0);
  });

  test("given own rows that come back from the primary, when they are merged, then nothing changes and nobody is told", async () => {
    const shop = await open({ withReplica });
    await waitFor("the source", () => shop.sync.status().pull === source, {
      timeoutMs: 20_000,
    });
    shop.changes.length = 0;
    await shop.order();
    const other = await phoneOrder(primary);
    await waitFor("a later row", () => hasOrder(shop.local, other));
    await waitFor("nothing pending", async () => (await shop.pending()) === 0);
    expect(shop.changes.filter((name) => name !== "ps_session_orders")).toEqual([]);
    expect(shop.changes).toHaveLength(1);
  });

  test("given more rows than one answer carries, when they are pulled, then all arrive, once", async () => {
    const shop = await open({ withReplica });
    await waitFor("the source", () => shop.sync.status().pull === source, { timeoutMs: 20_000 });
    await primary.client.batch(
      [
        "INSERT INTO ps_session_orders (id, updated_at, synced_at, session_id, menu_item_id, name, name_ar, quantity, unit_price, ordered_at) " +
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1300) " +
          `SELECT printf('${source}-%04d', i), printf('2026-01-01T00:00:00.000Z-%04x-phone001', i), ${acceptedAt("ps_session_orders")}, ` +
          "'s', 'm', 'Tea', 'شاي', 1, 1000, 0 FROM n",
      ],
      "write",
    );
    await waitFor("all rows", async () => {
      const sql = `SELECT count(*) AS n FROM ps_session_orders WHERE id LIKE '${source}-%'`;
      return (await shop.local.execute(sql)).rows[0]?.n === 1300;
    });
    expect(await shop.pending()).toBe(0);
  });
});
