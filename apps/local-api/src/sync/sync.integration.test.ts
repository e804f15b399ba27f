import { randomUUID } from "node:crypto";
import { acceptedAt } from "@mikro-dash/db-schema/merge-statement";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  hasOrder,
  orderStatement,
  startPrimary,
  startShop,
  type TestPrimary,
  type TestShop,
} from "./testing-shop.ts";

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

/** What a phone does through the edge. */
async function phoneOrder(stampedBy = "phone001") {
  const id = randomUUID();
  const statement = orderStatement(id, `${new Date().toISOString()}-0000-${stampedBy}`, null);
  await primary.client.batch(
    [
      statement,
      {
        sql: `UPDATE ps_session_orders SET synced_at = ${acceptedAt("ps_session_orders")} WHERE id = ?`,
        args: [id],
      },
    ],
    "write",
  );
  return id;
}

test("given a shop with a primary, when an order is written, then the primary has it and nothing is pending", async () => {
  const shop = await open();
  const id = await shop.order();
  await waitFor("the order on the primary", () => hasOrder(primary.client, id));
  await waitFor("a clean local row", async () => (await shop.sync.status()).pending === 0);
  expect(await shop.sync.status()).toMatchObject({ online: true, rejects: 0, problem: null });
  expect(Math.abs((await shop.sync.status()).clockOffsetMs ?? Number.NaN)).toBeLessThan(1_000);
});

describe.each([
  { withReplica: false, source: "http" },
  { withReplica: true, source: "replica" },
] as const)("pull by $source", ({ withReplica, source }) => {
  test("given a phone's order, when it is on the primary, then local.db has it within 2 s and the page is told", async () => {
    const shop = await open({ withReplica });
    await waitFor("the source", async () => (await shop.sync.status()).pull === source, {
      timeoutMs: 20_000,
    });
    shop.changes.length = 0;
    const id = await phoneOrder();
    const from = performance.now();
    await waitFor("the order in local.db", () => hasOrder(shop.local, id));
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(shop.changes).toEqual(["ps_session_orders"]);
    expect((await shop.sync.status()).pull).toBe(source);
    expect((await shop.sync.status()).pending).toBe(0);
  });

  test("given own rows that come back from the primary, when they are merged, then nothing changes and nobody is told", async () => {
    const shop = await open({ withReplica });
    await waitFor("the source", async () => (await shop.sync.status()).pull === source, {
      timeoutMs: 20_000,
    });
    shop.changes.length = 0;
    await shop.order();
    const other = await phoneOrder();
    await waitFor("a later row", () => hasOrder(shop.local, other));
    await waitFor("nothing pending", async () => (await shop.sync.status()).pending === 0);
    expect(shop.changes.filter((name) => name !== "ps_session_orders")).toEqual([]);
    expect(shop.changes).toHaveLength(1);
  });
});
