import type { Client } from "@libsql/client";
import { SCHEMA_VERSION } from "@mikro-dash/db-schema/node/schema-version";
import { piasters, ratePerHour } from "@mikro-dash/domain/money/piasters";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { listReviews } from "@mikro-dash/use-cases/reviews/list-reviews";
import { addOrder } from "@mikro-dash/use-cases/sessions/add-order";
import { endSession } from "@mikro-dash/use-cases/sessions/end-session";
import { getSession } from "@mikro-dash/use-cases/sessions/get-session";
import { pauseSession } from "@mikro-dash/use-cases/sessions/pause-session";
import { reopenSession } from "@mikro-dash/use-cases/sessions/reopen-session";
import { startSession } from "@mikro-dash/use-cases/sessions/start-session";
import { voidOrder } from "@mikro-dash/use-cases/sessions/void-item";
import { deleteStation } from "@mikro-dash/use-cases/stations/delete-station";
import { updateStation } from "@mikro-dash/use-cases/stations/update-station";
import { accepted, hostOver } from "@mikro-dash/use-cases/testing/shop";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chance } from "../testing/chance.ts";
import {
  hasOrder,
  phoneOrder,
  startPrimary,
  startShop,
  type TestPrimary,
  type TestShop,
} from "../testing/shop.ts";
import { times } from "../testing/times.ts";

const MINUTE = 60_000;
let primary: TestPrimary;
let proxy: FaultProxy;
let shop: TestShop;
let began: number;
let now: number;
const clock = {
  now: () => epochMs(now),
  set(minutes: number) {
    now = began + minutes * MINUTE;
  },
};
let desk: ReturnType<typeof hostOver>;
let phone: ReturnType<typeof hostOver>;
beforeEach(async () => {
  began = now = Date.now() - 5 * 60 * MINUTE;
  primary = await startPrimary();
  proxy = await startFaultProxy(primary.sqld.url);
  shop = await startShop({ url: proxy.url });
  desk = hostOver(shop.local, { letter: "D", clock });
  phone = hostOver(primary.client, { host: "edge", letter: "P", clock });
});
afterEach(async () => {
  await proxy.heal();
  await shop.stop();
  await proxy.stop();
  await primary.sqld.stop();
});

const TABLES = [
  ...["ps_stations", "ps_sessions", "ps_session_segments", "ps_session_orders", "ps_session_closings"],
  ...["ps_payments", "voids", "activity"],
];
const rowsOf = async (client: Client) => {
  const counts = TABLES.map((table) => `SELECT id, updated_at FROM ${table} ORDER BY id`);
  return JSON.stringify((await client.batch(counts, "read")).map(({ rows }) => rows));
};
/** Nothing is unsent, and both hold the same versions of the same rows. */
const together = () =>
  waitFor(
    "both to hold the same",
    async () => {
      shop.sync.wakePush();
      return (await shop.pending()) === 0 && (await rowsOf(shop.local)) === (await rowsOf(primary.client));
    },
    { timeoutMs: 20_000, everyMs: 100 },
  );
const reviews = async (of: typeof desk) => accepted(await listReviews({}, of.ctx)).items;

/** Two stations' worth of a shop that both sides know, and the link cut. */
async function apart() {
  const station = await desk.station("One", 6_000);
  const tea = await desk.menuItem(1_000);
  const sessionId = await desk.session(station);
  const order =
    accepted(await addOrder({ sessionId, menuItemId: tea, quantity: 1 }, desk.ctx)).orders[0]?.id ?? "";
  await together();
  await proxy.refuse();
  return { station, tea, sessionId, order };
}

test.each(["the desktop first", "the phone first"])(
  "fault 9: given one register edited on both sides while apart (%s), when they meet, then both hold the newer",
  async (order) => {
    const { station } = await apart();
    const edits = [
      () => updateStation({ id: station, name: "by the desktop" }, desk.ctx),
      () => updateStation({ id: station, name: "by the phone", hourlyRate: ratePerHour(7_000) }, phone.ctx),
    ];
    if (order === "the phone first") edits.reverse();
    for (const [i, edit] of edits.entries()) {
      clock.set(10 + i);
      accepted(await edit());
    }
    await proxy.heal();
    await together();
    const newer = order === "the phone first" ? "by the desktop" : "by the phone";
    expect(await desk.column(`SELECT name FROM ps_stations WHERE id = '${station}'`)).toEqual([newer]);
  },
);

test("fault 10: given two edits of one millisecond, when they meet, then the node decides, the same everywhere", async () => {
  const { station } = await apart();
  const at = new Date(began + MINUTE).toISOString();
  const edit = (client: Client, node: string, synced: string) =>
    client.execute(
      `UPDATE ps_stations SET name = '${node}', updated_at = '${at}-0000-${node}', synced_at = ${synced} WHERE id = '${station}'`,
    );
  const isDesktopGreater = Math.random() < 0.5;
  const [desktop, other] = isDesktopGreater ? ["zzzzzzzz", "aaaaaaaa"] : ["aaaaaaaa", "zzzzzzzz"];
  await edit(shop.local, desktop, "NULL");
  await edit(primary.client, other, "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')");
  await proxy.heal();
  shop.sync.wakePush();
  await together();
  expect(await desk.column(`SELECT name FROM ps_stations WHERE id = '${station}'`)).toEqual(["zzzzzzzz"]);
});

test.each([
  [true, "the edit"],
  [false, "the tombstone"],
])(
  "fault 12: given a delete on one side and an edit on the other (edit later: %s), when they meet, then %s holds",
  async (editIsLater) => {
    const free = await desk.station("Free");
    await together();
    await proxy.refuse();
    clock.set(editIsLater ? 10 : 20);
    accepted(await deleteStation({ id: free }, desk.ctx));
    clock.set(15);
    accepted(await updateStation({ id: free, name: "still in use" }, phone.ctx));
    await proxy.heal();
    await together();
    const [deleted] = await phone.column<number | null>(
      `SELECT deleted_at FROM ps_stations WHERE id = '${free}'`,
    );
    expect(deleted === null).toBe(editIsLater);
  },
);

test("fault 12: given a phone that was revoked, when it is renamed later elsewhere, then it stays revoked", async () => {
  const device = "0195b000-0000-7000-8000-0000000000d1";
  const insert = `INSERT INTO devices (id, updated_at, name, token_hash) VALUES ('${device}', '${shop.stamps.tick()}', 'phone', 'hash')`;
  await shop.local.execute(insert);
  shop.sync.wakePush();
  await together();
  await proxy.refuse();
  await shop.local.execute(
    `INSERT INTO voids (id, updated_at, target_table, at, by) VALUES ('${device}', '${shop.stamps.tick()}', 'devices', 1, 'owner')`,
  );
  const later = `${new Date(Date.now() + MINUTE).toISOString()}-0000-phone001`;
  await primary.client.execute(
    `UPDATE devices SET name = 'renamed', updated_at = '${later}', synced_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = '${device}'`,
  );
  await proxy.heal();
  shop.sync.wakePush();
  await together();
  const sql = "SELECT d.name || ' ' || v.target_table FROM devices d JOIN voids v ON v.id = d.id";
  for (const side of [desk, phone]) {
    await waitFor("renamed and revoked", async () => (await side.column(sql))[0] === "renamed devices");
  }
});

test("fault 13: given a phone that closes a session, when the offline desktop adds, voids and pauses earlier, then it is closed, all is kept, and one review says the difference", async () => {
  const { sessionId, tea, order } = await apart();
  clock.set(20);
  accepted(await addOrder({ sessionId, menuItemId: tea, quantity: 3 }, desk.ctx));
  accepted(await voidOrder({ targetId: order }, desk.ctx));
  accepted(await pauseSession({ sessionId }, desk.ctx));
  clock.set(30);
  accepted(await endSession({ sessionId }, phone.ctx));
  await proxy.heal();
  await together();
  for (const side of [desk, phone]) {
    expect(accepted(await getSession({ sessionId }, side.ctx)).status).toBe("ended");
    expect(await reviews(side)).toMatchObject([
      // 30 min and one tea were billed; 20 min and three teas were had: 1,000 piasters more.
      { kind: "late-items", sessionIds: [sessionId], difference: 1_000 },
    ]);
  }
  expect(await phone.column("SELECT count(*) FROM ps_session_orders")).toEqual([2]);
  expect(await phone.column("SELECT count(*) FROM voids")).toEqual([1]);
});

test("fault 14: given a session closed on both sides, one voided while the other is paid, when they meet, then both amounts are seen and no payment is dropped", async () => {
  const { sessionId, station } = await apart();
  clock.set(30);
  const mine = accepted(await endSession({ sessionId }, desk.ctx));
  clock.set(40);
  const payment = { amount: piasters(5_000), method: "cash" } as const;
  const theirs = accepted(await endSession({ sessionId, payment }, phone.ctx));
  const found = async () =>
    (await reviews(desk)).map((one) => [one.kind, one.versions.map((version) => version.amount)]);
  await proxy.heal();
  await together();
  expect(await found()).toEqual([["two-closings", [theirs.closing?.payable, mine.closing?.payable]]]);
  expect(await reviews(phone)).toEqual(await reviews(desk));
  await proxy.refuse();
  clock.set(50);
  accepted(await reopenSession({ closingId: mine.closing?.id as never, reason: "twice" }, desk.ctx));
  await proxy.heal();
  await together();
  for (const side of [desk, phone]) {
    const session = accepted(await getSession({ sessionId }, side.ctx));
    expect(session).toMatchObject({
      status: "ended",
      stationId: station,
      closing: { id: theirs.closing?.id },
    });
    expect(session.payments.map((one) => one.amount)).toEqual([5_000]);
  }
});

test("fault 15: given a session started on both sides on one station, when they meet, then both bill on, and one review asks", async () => {
  const station = await desk.station("One", 6_000);
  await together();
  await proxy.refuse();
  const mine = accepted(await startSession({ stationId: station }, desk.ctx)).id;
  clock.set(1);
  const theirs = accepted(await startSession({ stationId: station }, phone.ctx)).id;
  await proxy.heal();
  await together();
  clock.set(61);
  for (const side of [desk, phone]) {
    const found = await reviews(side);
    expect(found).toMatchObject([{ kind: "two-open", stationId: station }]);
    expect(found[0]?.sessionIds.toSorted()).toEqual([mine, theirs].toSorted());
    expect(accepted(await getSession({ sessionId: mine }, side.ctx)).bill.time).toBe(6_100);
    expect(accepted(await getSession({ sessionId: theirs }, side.ctx)).bill.time).toBe(6_000);
  }
});

test("fault 19: given a week offline, when the primary was migrated meanwhile, then the old rows still merge", async () => {
  await apart();
  const ids = [await shop.order(), await shop.order()];
  await primary.client.batch(
    [
      "ALTER TABLE ps_session_orders ADD COLUMN note TEXT NOT NULL DEFAULT 'none'",
      "ALTER TABLE settings ADD COLUMN scope TEXT",
      `INSERT INTO __migrations_shared (hash, created_at) VALUES ('next', ${SCHEMA_VERSION + 1})`,
    ],
    "write",
  );
  const theirs = await phoneOrder(primary);
  await proxy.heal();
  await together();
  for (const id of ids) expect(await hasOrder(primary.client, id)).toBe(true);
  expect(await hasOrder(shop.local, theirs)).toBe(true);
  expect(await phone.column("SELECT DISTINCT note FROM ps_session_orders")).toEqual(["none"]);
});

test("fault 22: given a link that flaps, when both sides write on, then nothing is doubled, and what the screen showed never goes back", async () => {
  const seen: number[] = [];
  const ids: string[] = [];
  const look = async () =>
    seen.push((await desk.column<number>("SELECT count(*) FROM ps_session_orders"))[0] ?? 0);
  proxy.setJitter(4, Math.floor(chance("jitter")() * 1e9));
  const faults: (() => unknown)[] = [
    () => proxy.reset(),
    () => proxy.refuse(),
    () => proxy.dropAnswers({ times: 2 }),
    () => proxy.halfOpen("up"),
    () => proxy.halfOpen("down"),
  ];
  const cycles = times(15, 200);
  for (let cycle = 0; cycle < cycles; cycle++) {
    const i = cycle % faults.length;
    await faults[i]?.();
    const mine = await shop.order();
    ids.push(mine);
    await look();
    if (cycle % 2 === 0) ids.push(await phoneOrder(primary));
    // The primary has the row, and its answer is on the dead half of the link.
    if (i === 4) await waitFor("the push to be done unheard", () => hasOrder(primary.client, mine));
    await proxy.heal();
    await waitFor("something to go through", async () => (await shop.pending()) < 3, { everyMs: 10 });
    await look();
  }
  await together();
  await look();
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(ids.length);
  expect(await phone.column("SELECT count(*) FROM ps_session_orders")).toEqual([ids.length]);
  expect(
    accepted({ ok: true, value: await phone.column("SELECT id FROM ps_session_orders ORDER BY id") }),
  ).toEqual(ids.toSorted());
}, 900_000);
