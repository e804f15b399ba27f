import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { request as connect, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { chance } from "../testing/chance.ts";
import { temporaryDirectory } from "../testing/local-api.ts";
import { lonelyShop } from "../testing/lonely-shop.ts";
import {
  hasOrder,
  phoneOrder,
  startPrimary,
  startShop,
  type TestPrimary,
  type TestShop,
} from "../testing/shop.ts";
import { p99, timed } from "../testing/timed.ts";

let primary: TestPrimary;
let proxy: FaultProxy;
const shops: TestShop[] = [];
beforeAll(async () => {
  primary = await startPrimary();
});
beforeEach(async () => {
  proxy = await startFaultProxy(primary.sqld.url);
});
afterEach(async () => {
  await proxy.heal();
  for (const shop of shops.splice(0)) await shop.stop();
  await proxy.stop();
});
afterAll(() => primary.sqld.stop());

async function open(options: Partial<Parameters<typeof startShop>[0]> = {}) {
  const shop = await startShop({ url: proxy.url, ...options });
  shops.push(shop);
  return shop;
}
const drained = (shop: TestShop) =>
  waitFor("nothing pending", async () => (await shop.pending()) === 0, { timeoutMs: 30_000 });

test("fault 3: given a primary that refuses connections, when it returns, then the shop drains by itself", async () => {
  const shop = await open();
  await proxy.refuse();
  const id = await shop.order();
  const { offlineSince } = await waitFor("to be offline", () => {
    const status = shop.sync.status();
    return !status.online && status.offlineSince !== null && status;
  });
  expect(offlineSince).not.toBeNull();
  await proxy.heal();
  await drained(shop);
  expect(await hasOrder(primary.client, id)).toBe(true);
});

test("fault 4: given a commit whose answer is lost, when it is sent again, then every row is there exactly once", async () => {
  const shop = await open();
  await waitFor("the first pull", () => shop.sync.status().pull === "http");
  const lost = proxy.dropAnswers({
    matching: (text) => text.includes("INSERT INTO ps_session_orders"),
    times: 2,
  });
  const id = await shop.order();
  await drained(shop);
  expect(lost.count).toBe(2);
  const { rows } = await primary.client.execute({
    sql: "SELECT id FROM ps_session_orders WHERE id = ?",
    args: [id],
  });
  expect(rows).toHaveLength(1);
});

test("fault 16: given a row that the primary refuses, when it is pushed among others, then it alone becomes a dead letter", async () => {
  const shop = await open();
  await proxy.refuse();
  const ids = [];
  for (let i = 0; i < 9; i++) ids.push(await shop.order());
  const [bad = ""] = ids.splice(4, 1);
  await primary.client.execute(
    `CREATE TRIGGER refuse_one BEFORE INSERT ON ps_session_orders WHEN NEW.id = '${bad}' BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  await proxy.heal();
  await waitFor("one row left", async () => (await shop.pending()) === 1);
  for (const id of ids) expect(await hasOrder(primary.client, id)).toBe(true);
  const { rows } = await shop.local.execute("SELECT row_id, reason FROM sync_rejects");
  expect(rows).toEqual([{ row_id: bad, reason: expect.stringContaining("no") }]);
  const later = await shop.order();
  await waitFor("a later row", () => hasOrder(primary.client, later));

  await primary.client.execute("DROP TRIGGER refuse_one");
  const again = await startShop({ url: proxy.url, dir: shop.dir });
  await drained(again);
  expect((await again.local.execute("SELECT * FROM sync_rejects")).rows).toEqual([]);
  await again.stop();
});

const marks = async () => (await primary.client.execute("SELECT node, mark, at FROM push_marks")).rows;
/** The primary is restored from a backup of when it had these marks: it does not know these orders any more. */
async function isRestored(to: Awaited<ReturnType<typeof marks>>, lost: readonly string[]): Promise<void> {
  await primary.client.batch(
    [
      "DROP TRIGGER IF EXISTS ps_session_orders_no_delete",
      {
        sql: "DELETE FROM ps_session_orders WHERE id IN (SELECT value FROM json_each(?))",
        args: [JSON.stringify(lost)],
      },
      "DELETE FROM push_marks",
      ...to.map((row) => ({
        sql: "INSERT INTO push_marks (node, mark, at) VALUES (?, ?, ?)",
        args: [String(row.node), Number(row.mark), String(row.at)],
      })),
    ],
    "write",
  );
}

test("fault 18: given a primary restored from an older state, when the shop pushes, then rows that it lost are pushed again", async () => {
  const shop = await open();
  const kept = await shop.order();
  await drained(shop);
  const before = await marks();
  const lost = [await shop.order(), await shop.order()];
  await drained(shop);
  await isRestored(before, lost);
  const next = await shop.order();
  for (const id of [kept, ...lost, next]) await waitFor("every row", () => hasOrder(primary.client, id));
  await drained(shop);
});

test("fault 18: given a phone's order that the shop has pulled since its last push, when the primary is restored to before it, then the shop gives it back", async () => {
  const shop = await open();
  await shop.order();
  await drained(shop);
  const before = await marks();
  const lost = await phoneOrder(primary);
  shop.sync.wakePull();
  await waitFor("the shop to have it", () => hasOrder(shop.local, lost));
  const isTold = async () => JSON.stringify(await marks()) !== JSON.stringify(before);
  await waitFor("the primary to be told so", isTold);
  await isRestored(before, [lost]);
  const next = await shop.order();
  for (const id of [lost, next]) await waitFor("every row", () => hasOrder(primary.client, id));
});

test.each([
  ["as wide as it is", undefined, 30_000],
  // All at once they would take longer than the deadline of a request.
  ["narrow and shaky", 200_000, 60_000],
])(
  "fault 21: given 10,000 queued rows, when a link returns that is %s, then they drain in chunks while the loop keeps turning",
  async (_, bandwidth, withinMs) => {
    await primary.client.execute("DROP TRIGGER IF EXISTS ps_session_orders_no_delete");
    await primary.client.execute("DELETE FROM ps_session_orders WHERE id LIKE 'q-%'");
    const shop = await open();
    await proxy.refuse();
    await shop.local.execute(
      "INSERT INTO ps_session_orders (id, updated_at, session_id, menu_item_id, name, name_ar, quantity, unit_price, ordered_at) " +
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) " +
        "SELECT printf('q-%05d', i), printf('2026-01-01T00:00:00.000Z-%04x-queued01', i), 's', 'm', 'Tea', 'شاي', 1, 1000, 0 FROM n",
    );
    const { up } = proxy.bytes;
    proxy.setBandwidth(bandwidth);
    if (bandwidth !== undefined) proxy.setJitter(40, Math.floor(chance("jitter")() * 1e9));
    const lonely = await lonelyShop();
    const reads: number[] = [];
    await lonely.begin();
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    expect(await shop.pending()).toBe(10_000);
    const from = performance.now();
    await proxy.heal();
    shop.sync.wakePush();
    await waitFor("nothing pending", async () => (await timed(reads, shop.pending)) === 0, {
      timeoutMs: withinMs,
    });
    const tookMs = performance.now() - from;
    loop.disable();
    const there = await lonely.end();
    await lonely.stop();
    console.log(
      `10,000 rows drained in ${Math.round(tookMs)} ms (${Math.round((proxy.bytes.up - up) / 1_000)} kB), ` +
        `stall max ${(loop.max / 1e6).toFixed(1)} ms (${there.stallMs.toFixed(1)} ms without a cloud), read p99 ${p99(reads).toFixed(1)} ms`,
    );
    expect(loop.max / 1e6).toBeLessThan(200 + 5 * there.stallMs);
    expect(tookMs).toBeLessThan(withinMs);
    const { rows } = await primary.client.execute(
      "SELECT count(*) FROM ps_session_orders WHERE id LIKE 'q-%'",
    );
    expect(rows[0]?.[0]).toBe(10_000);
  },
);

test("fault 17: given a token that expires, when it is refused, then the shop goes on, says so and loses nothing", async () => {
  const guarded = await startPrimary({ auth: true });
  try {
    const expired = guarded.sqld.issueToken({ expired: true });
    const shop = await startShop({ url: guarded.sqld.url, authToken: expired });
    await shop.order();
    await waitFor("the sentence", () => shop.sync.status().primaryProblem?.includes("TURSO_AUTH_TOKEN"));
    expect(await shop.pending()).toBe(1);
    await shop.sync.stop();
    const renewed = await startShop({
      url: guarded.sqld.url,
      authToken: guarded.sqld.token ?? "",
      dir: shop.dir,
    });
    await drained(renewed);
    await renewed.stop();
  } finally {
    await guarded.sqld.stop();
  }
});

test("fault 17: given a token that expires, when another is written to its file, then the shop drains and replicates without a restart", async () => {
  const guarded = await startPrimary({ auth: true });
  await using directory = await temporaryDirectory();
  try {
    const tokenFile = join(directory.path, "token");
    const authToken = guarded.sqld.issueToken({ expired: true });
    await writeFile(tokenFile, `${authToken}\n`);
    const shop = await open({ url: guarded.sqld.url, authToken, tokenFile, withReplica: true });
    const id = await shop.order();
    await waitFor("the sentence", () => shop.sync.status().primaryProblem?.includes("TURSO_AUTH_TOKEN"));
    await writeFile(tokenFile, `${guarded.sqld.token}\n`);
    await waitFor("the order", () => hasOrder(guarded.client, id), { timeoutMs: 40_000 });
    await waitFor("the replica", () => shop.sync.status().pull === "replica", { timeoutMs: 40_000 });
  } finally {
    for (const shop of shops.splice(0)) await shop.stop();
    await guarded.sqld.stop();
  }
});

test.each([
  [429, "too many requests"],
  [402, "the plan is used up"],
])(
  "fault 17: given a primary that answers %i, when it says when to come back, then nobody asks before, and nothing is lost",
  async (status, text) => {
    const refusedAt: number[] = [];
    let refuses = true;
    const server = createServer((request, response) => {
      if (refuses) {
        refusedAt.push(performance.now());
        return void response.writeHead(status, { "retry-after": "2" }).end(text);
      }
      const { method, headers, url } = request;
      const onwards = connect(primary.sqld.url + url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onwards);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const shop = await open({ url: `http://127.0.0.1:${port}` });
    const id = await shop.order();
    await waitFor("the sentence", () => shop.sync.status().primaryProblem?.includes(text));
    await waitFor(
      "two rounds",
      () => refusedAt.at(-1) !== undefined && (refusedAt.at(-1) ?? 0) - (refusedAt[0] ?? 0) > 1_900,
      {
        timeoutMs: 15_000,
      },
    );
    // A round: push and pull each ask what has to be settled first, two requests; then silence for what was asked.
    const early = refusedAt.filter((at) => at - (refusedAt[0] ?? 0) < 1_500);
    expect(early.length).toBeLessThanOrEqual(4);
    expect(await shop.pending()).toBe(1);
    refuses = false;
    await waitFor("the order", () => hasOrder(primary.client, id), { timeoutMs: 15_000 });
    await waitFor("no problem", () => shop.sync.status().primaryProblem === null);
    shops.splice(shops.indexOf(shop), 1);
    await shop.stop();
    server.closeAllConnections();
    server.close();
  },
);

test("given a delay of 100 ms, when either side writes, then the other sees it in time", async () => {
  proxy.setDelay(100);
  const shop = await open({ withReplica: true });
  await waitFor("the replica", () => shop.sync.status().pull === "replica", { timeoutMs: 20_000 });
  const up = await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      await pause(i * 150);
      const from = performance.now();
      const id = await shop.order();
      await waitFor("the order in the cloud", () => hasOrder(primary.client, id), { everyMs: 10 });
      return performance.now() - from;
    }),
  );
  const down: number[] = [];
  for (let i = 0; i < 5; i++) {
    const id = await phoneOrder(primary);
    const from = performance.now();
    await waitFor("the order in the shop", () => hasOrder(shop.local, id), { everyMs: 10 });
    down.push(performance.now() - from);
    await pause(170);
  }
  console.log(`desktop to cloud ${spread(up)}; cloud to desktop ${spread(down)}`);
  expect(Math.max(...up)).toBeLessThan(2_000);
  expect(Math.max(...down)).toBeLessThan(2_000);
  expect(shop.sync.status().pull).toBe("replica");
});

function spread(ms: readonly number[]): string {
  const sorted = ms.toSorted((a, b) => a - b).map(Math.round);
  return `median ${sorted[Math.floor(sorted.length / 2)]} ms, max ${sorted.at(-1)} ms`;
}
