import { expect, test } from "vitest";
import type { EventCosts } from "./events.ts";
import { modelWifiMonth, steadyMonth, type WifiUnits } from "./month.ts";

const FIVE_MINUTES = 300_000;
/** So often do five minutes go into thirty days. */
const WINDOWS = 8_640;

const cost = (rowsWritten: number, rowsRead: number, frames = 0) => ({ rowsWritten, rowsRead, frames });
const events: EventCosts = {
  heartbeat: cost(2, 4),
  login: cost(2, 5),
  logout: cost(2, 8),
  newVoucher: cost(1, 4),
  removedVoucher: cost(1, 8),
  newDevice: cost(1, 2),
};
const spent = {
  ...{ ms: FIVE_MINUTES, looks: 30, cpuMs: 900, routerBytes: 1, databaseBytes: 1, rowsWritten: 380 },
  ...{ rowsRead: 700, frames: 40, framesSent: 40, replicaBytes: 1 },
};
const units: WifiUnits = {
  steady: { spent, sent: { heartbeats: 30, sessions_cache: 290, vouchers_cache: 60 } },
  active: 60,
  events,
  cafe: { rowsWritten: 6, rowsRead: 12, windowMs: 60_000 },
  phoneLooks: { board: 20, status: 13, consoles: 6, vouchers: 2_000, wifi: 62 },
};

test("given what five minutes and each event cost, when a month is put together, then it is the sum of them", () => {
  const { mirror, total, besideShop, lines } = modelWifiMonth(units);
  // An hour each, sixty at a time: 43,200 come and go; 3,000 vouchers are made, removed, and used by a new phone.
  expect(mirror.rowsWritten).toBe(380 * WINDOWS + 43_200 * (2 + 2) + 3_000 * 3);
  expect(mirror.rowsRead).toBe(700 * WINDOWS + 43_200 * (5 + 8) + 3_000 * (4 + 8 + 2));
  const beats = lines.find(({ what }) => what.endsWith("heartbeat of mirror and router"));
  expect(beats).toMatchObject({ rowsWritten: 15 * 2 * WINDOWS, rowsRead: 15 * 4 * WINDOWS });
  const cafe = 259_200;
  expect(total.rowsWritten).toBe(mirror.rowsWritten + cafe);
  // The café's heartbeat is in the month of the shop, the phones' looks are not.
  expect(besideShop.rowsWritten).toBe(mirror.rowsWritten);
  const looks = 86_400 * 13 + 43_200 * 6 + 10_800 * (2_000 + 62);
  expect(besideShop.rowsRead).toBe(mirror.rowsRead + looks);
});

test("given two phones for two hours, when their requests are counted, then every page is among them", () => {
  const { requests, factors } = modelWifiMonth(units);
  expect(requests).toBe(2 * 2 * (1_200 + 720 + 360) + 2 * 0.5 * (360 + 360));
  expect(factors.requests).toBe(100_000 / requests);
});

test("given frames that a replica fetched, when a month is asked, then they are bytes of whole frames", () => {
  expect(steadyMonth({ spent })).toEqual({
    rowsWritten: 380 * WINDOWS,
    replicaBytes: 40 * 4_120 * WINDOWS,
  });
});
