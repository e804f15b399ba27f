import type { Client, InStatement } from "@libsql/client";
import type { ClosingId, SessionId, StationId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listDevices } from "./devices/list-devices.ts";
import { pairDevice } from "./devices/pair-device.ts";
import { freezeAll } from "./outage/freeze-all.ts";
import { undoOutage } from "./outage/undo-outage.ts";
import { listReviews } from "./reviews/list-reviews.ts";
import { addCharge } from "./sessions/add-charge.ts";
import { editSession } from "./sessions/edit-session.ts";
import { endSession } from "./sessions/end-session.ts";
import { getSession } from "./sessions/get-session.ts";
import { listSessions } from "./sessions/list-sessions.ts";
import { moveSession } from "./sessions/move-session.ts";
import { pauseSession } from "./sessions/pause-session.ts";
import { reopenSession } from "./sessions/reopen-session.ts";
import { transferSession } from "./sessions/transfer-session.ts";
import { getBoard } from "./stations/get-board.ts";
import { getStatus } from "./system/get-status.ts";
import { listActivity } from "./system/list-activity.ts";
import { accepted, aShop, type Shop } from "./testing/shop.ts";
import { createVouchers } from "./wifi/create-vouchers.ts";
import { listLostUsage } from "./wifi/list-lost-usage.ts";
import { listVouchers } from "./wifi/list-vouchers.ts";
import { restoreLostUsage } from "./wifi/restore-lost-usage.ts";
import { sellVoucher } from "./wifi/sell-voucher.ts";

/** Tables that stay small however long the shop lives: reading them whole is what is meant. */
const SMALL = [
  ...["settings", "ps_stations", "packages", "ps_menu_items", "devices", "review_resolutions"],
  ...["open_sessions", "review_candidates", "unpaid_sessions", "sold_twice", "sync_rejects", "write_guard"],
  "json_each",
];

let shop: Shop;
let sent: InStatement[];
let sessionId: SessionId;
let stationId: StationId;
beforeEach(async () => {
  shop = await aShop();
  const { client } = shop;
  const batch: Client["batch"] = client.batch.bind(client);
  client.batch = (statements, mode) => {
    sent.push(...(statements as InStatement[]));
    return batch(statements, mode);
  };
  sent = [];
  stationId = await shop.station();
  sessionId = await shop.session(stationId);
  shop.clock.set(10);
});
afterEach(() => shop.stop());

/** `SCAN` of what is small, of a list in the statement itself or in a row (json_each), or of a page that was limited before. */
const HARMLESS = /^SCAN (CONSTANT|\d|digits\b|page\b|\(subquery|\w+ VIRTUAL TABLE)/;
/** `… ORDER BY … LIMIT` and `max(…)` walk an index only as far as they have to. */
const STOPS_EARLY = /\blimit (\?|-?\d)|\bmax\(/i;

/** Every table that one of the statements walks through from end to end, with the plan that says so. */
async function walked(statements: readonly InStatement[]): Promise<string[]> {
  const found = new Set<string>();
  for (const statement of statements) {
    const { sql, args = [] } = typeof statement === "string" ? { sql: statement } : statement;
    const { rows } = await shop.client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args });
    for (const row of rows) {
      const detail = String(row.detail);
      const [, name] = /^SCAN (\w+)/.exec(detail) ?? [];
      if (name === undefined || HARMLESS.test(detail) || sql.includes(`) ${name})`)) continue;
      const [, table = name] =
        new RegExp(`(?:FROM|JOIN) "?(\\w+)"? (?:AS )?"?${name}\\b`, "i").exec(sql) ?? [];
      const small = SMALL.includes(name) || SMALL.includes(table);
      const limited = STOPS_EARLY.test(sql) && / USING (COVERING )?INDEX /.test(detail);
      if (!small && !limited) found.add(`${detail} in ${sql.slice(0, 120)}`);
    }
  }
  return [...found];
}

const CHARGE = { amount: piasters(1_000), reason: "pad" };
const acts: Record<string, () => Promise<unknown>> = {
  board: () => getBoard({}, shop.ctx),
  "one session": () => getSession({ sessionId }, shop.ctx),
  status: () => getStatus({}, shop.ctx),
  reviews: () => listReviews({}, shop.ctx),
  "the newest sessions": () => listSessions({}, shop.ctx),
  "sessions that run": () => listSessions({ status: "running" }, shop.ctx),
  "sessions of a stretch": () => listSessions({ from: shop.clock.now(), to: shop.clock.now() }, shop.ctx),
  activity: () => listActivity({}, shop.ctx),
  devices: () => listDevices({}, shop.ctx),
  "a wrong pairing code": () => pairDevice({ code: "X", name: "x" }, shop.ctx),
  start: async () => shop.session(await shop.station()),
  pause: async () => accepted(await pauseSession({ sessionId }, shop.ctx)),
  edit: async () => accepted(await editSession({ sessionId, notes: "x" }, shop.ctx)),
  move: async () => accepted(await moveSession({ sessionId, stationId: await shop.station() }, shop.ctx)),
  order: () => shop.order(sessionId, 100),
  charge: async () => accepted(await addCharge({ sessionId, ...CHARGE }, shop.ctx)),
  "end with a receipt": async () => accepted(await endSession({ sessionId }, shop.ctx)),
  transfer: async () => {
    const toSessionId = await shop.session(await shop.station());
    accepted(await transferSession({ sessionId, toSessionId, includeOrders: true }, shop.ctx));
  },
  reopen: async () => {
    const ended = accepted(await endSession({ sessionId }, shop.ctx));
    accepted(await reopenSession({ closingId: ended.closing?.id as ClosingId, reason: "x" }, shop.ctx));
  },
  "freeze and undo": async () => {
    const { batchId } = accepted(await freezeAll({}, shop.ctx));
    accepted(await undoOutage({ batchId }, shop.ctx));
  },
  vouchers: async () => {
    const packageId = await shop.wifiPackage(100);
    const [sold, kept] = [true, false].map((sold) => createVouchers({ packageId, count: 2, sold }, shop.ctx));
    accepted(await sold!);
    const code = String(accepted(await kept!).created[0]?.code);
    accepted(await sellVoucher({ code }, shop.ctx));
    const { id: voucherId = "" } = shop.router.users.find((user) => user.code === code) ?? {};
    const lost = { bytes: 1, seconds: 1, bootedAt: shop.clock.now() };
    shop.router.lossesNoted = [{ id: "lost", voucherId, code, ...lost }];
    accepted(await restoreLostUsage({}, shop.ctx));
    accepted(await listLostUsage({}, shop.ctx));
    accepted(await listVouchers({}, shop.ctx));
  },
};

describe("given a history of any length", () => {
  test.for(Object.keys(acts))(
    "when it is asked for %s, then no history is read from end to end",
    async (name) => {
      sent = [];
      await acts[name]?.();
      expect(sent.length).toBeGreaterThan(0);
      expect(await walked(sent)).toEqual([]);
    },
  );

  test("when a query does walk through history, then this test sees it", async () => {
    expect(await walked(["SELECT count(*) FROM voucher_sales GROUP BY package_id"])).toHaveLength(1);
    expect(await walked(["SELECT * FROM ps_session_orders WHERE unit_price = 3"])).toHaveLength(1);
    expect(await walked(["SELECT count(*) FROM voids v WHERE v.reason = 'x'"])).toHaveLength(1);
  });
});
