import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { doctor } from "../cli/doctor.ts";
import {
  hasOrder,
  phoneOrder,
  startPrimary,
  startShop,
  type TestPrimary,
  type TestShop,
} from "../testing/shop.ts";
import { nightWatch } from "./nightly.ts";

let primary: TestPrimary;
let dir: string;
let shop: TestShop | undefined;
beforeAll(async () => {
  primary = await startPrimary();
  await primary.client.execute("DROP TRIGGER ps_session_orders_no_delete");
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-doctor-test-"));
});
afterEach(async () => {
  await shop?.stop();
  await rm(dir, { recursive: true, force: true });
});
afterAll(() => primary.sqld.stop());

async function open(withReplica = false) {
  shop = await startShop({ url: primary.sqld.url, dir, withReplica });
  const of = shop;
  const source = withReplica ? "replica" : "http";
  await waitFor(
    "the first pull",
    () => of.sync.status().lastPullAt !== null && of.sync.status().pull === source,
    {
      timeoutMs: 20_000,
    },
  );
  return shop;
}
const drained = (of: TestShop) => waitFor("nothing pending", async () => (await of.pending()) === 0);
const forget = async (client: TestShop["local"], id: string) => {
  await client.execute("DROP TRIGGER IF EXISTS ps_session_orders_no_delete");
  await client.execute({ sql: "DELETE FROM ps_session_orders WHERE id = ?", args: [id] });
};
async function examine() {
  const lines: string[] = [];
  const same = await doctor({ DATA_DIR: dir, TURSO_DATABASE_URL: primary.sqld.url }, (line) =>
    lines.push(line),
  );
  return { same, text: lines.join("\n") };
}

test("given a shop, when everything is the same, then the doctor says what was compared; a row that waits is no difference", async () => {
  const of = await open();
  await of.order();
  await drained(of);
  const { same, text } = await examine();
  expect(text).toMatch(/local\.db: ps_session_orders: (\d+) here, \1 on the primary, \1 compared\n/);
  expect(text).toContain("replica: not compared, there is none");
  expect(same).toBe(true);
  await of.sync.stop();
  await of.order();
  const later = await examine();
  expect(later.text).toContain("1 waiting to be pushed");
  expect(later.same).toBe(true);
});

test("given rows that one side lost, when the doctor looks, then it names them; when it is night, then they are back", async () => {
  const of = await open();
  const [here, there] = [await of.order(), await of.order()];
  await drained(of);
  await waitFor("own rows to come back", async () => {
    const sql = "SELECT value FROM sync_state WHERE key = 'cursor.ps_session_orders'";
    const cursor = JSON.parse(String((await of.local.execute(sql)).rows[0]?.value ?? "[]"))[0];
    const newest = (await primary.client.execute("SELECT max(synced_at) FROM ps_session_orders"))
      .rows[0]?.[0];
    return cursor === newest;
  });
  await forget(of.local, here);
  await forget(primary.client, there);
  const { same, text } = await examine();
  expect(same).toBe(false);
  expect(text).toContain(`on the primary only: 1 (${here})`);
  expect(text).toContain(`accepted, but no longer on the primary: 1 (${there})`);
  of.changes.length = 0;
  await of.sync.compareNow();
  expect(await hasOrder(of.local, here)).toBe(true);
  expect(of.changes).toEqual(["ps_session_orders"]);
  await waitFor("what the primary lost", () => hasOrder(primary.client, there));
  await drained(of);
  expect((await examine()).same).toBe(true);
});

test("given a replica, when the shop is closed, then the doctor compares it, too; while it is open, it says why not", async () => {
  const of = await open(true);
  const id = await phoneOrder(primary);
  await waitFor("the order", () => hasOrder(of.local, id));
  expect((await examine()).text).toContain("replica: not compared, as the shop is running");
  await of.stop();
  const { same, text } = await examine();
  expect(text).toMatch(/replica: ps_session_orders: (\d+) here, \1 on the primary/);
  expect(same).toBe(true);
});

test("given a night, when minutes pass, then it is time once, at a drawn minute between 03:30 and 05:00", () => {
  const isDue = nightWatch(() => 0.5);
  const due: string[] = [];
  for (const day of [22, 23]) {
    for (let minute = 0; minute < 24 * 60; minute++) {
      if (isDue(new Date(2026, 10, day, 0, minute))) due.push(`${day} ${minute}`);
    }
  }
  expect(due).toEqual(["22 255", "23 255"]);
  const ends = [0, 0.999].map((random) => {
    const watch = nightWatch(() => random);
    return Array.from({ length: 24 * 60 }, (_, m) => m).find((m) => watch(new Date(2026, 10, 22, 0, m)));
  });
  expect(ends).toEqual([210, 299]);
});
