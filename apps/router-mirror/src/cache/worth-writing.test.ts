import type { SessionRow, VoucherRow } from "@mikro-dash/db-schema/mirror/columns";
import { expect, test } from "vitest";
import { sessionWorthWriting, voucherWorthWriting } from "./worth-writing.ts";

const MIB = 1024 * 1024;
const MINUTE = 60_000;
/** How often counters of a live session are written at most. */
const COUNTERS_MS = 85_000;

const voucher: VoucherRow = {
  id: "*1",
  code: "TBJ26N",
  status: "used",
  packageId: "p",
  profile: "1GB",
  bytesLimit: 1024 * MIB,
  bytesUsed: 100 * MIB,
  timeLimit: null,
  uptime: 3_600,
  macAddress: "A4:83:E7:00:00:01",
  deviceName: null,
  isOnline: true,
  createdAt: 1,
  lastSeenAt: 1_000,
};
const session: SessionRow = {
  id: "s",
  voucherCode: "TBJ26N",
  macAddress: "A4:83:E7:00:00:01",
  ipAddress: "10.5.50.20",
  bytesIn: 10 * MIB,
  bytesOut: 90 * MIB,
  uptime: 3_600,
  startedAt: 1_000,
};

test.each([
  [{}, 10 * MINUTE, false],
  [{ lastSeenAt: 9_999 }, 10 * MINUTE, false],
  [{ bytesUsed: 100 * MIB + 1 }, 10 * MINUTE, false],
  [{ bytesUsed: 101 * MIB }, 4 * MINUTE, false],
  [{ bytesUsed: 101 * MIB }, 5 * MINUTE, true],
  [{ uptime: 3_700 }, 5 * MINUTE, false],
  [{ uptime: 3_780 }, 5 * MINUTE, true],
  [{ bytesUsed: 99 * MIB }, 0, true],
  [{ status: "exhausted" as const }, 0, true],
  [{ isOnline: false }, 0, true],
  [{ bytesLimit: 2048 * MIB }, 0, true],
])("given an online voucher, when %j after %i ms, then it is written: %s", (change, ageMs, written) => {
  expect(voucherWorthWriting(voucher, { ...voucher, ...change }, ageMs)).toBe(written);
});

test("given an offline voucher, when its counters differ at all, then it is written at once", () => {
  const offline = { ...voucher, isOnline: false };
  expect(voucherWorthWriting(offline, { ...offline }, 0)).toBe(false);
  expect(voucherWorthWriting(offline, { ...offline, bytesUsed: 100 * MIB + 1 }, 0)).toBe(true);
});

test.each([
  [{}, 10 * MINUTE, false],
  [{ bytesOut: 91 * MIB }, COUNTERS_MS - 1, false],
  [{ bytesOut: 91 * MIB }, COUNTERS_MS, true],
  [{ bytesOut: 90 * MIB + 1, uptime: 3_660 }, COUNTERS_MS, false],
  [{ uptime: 10 }, 0, true],
  [{ ipAddress: "10.5.50.21" }, 0, true],
])("given a live session, when %j after %i ms, then it is written: %s", (change, ageMs, written) => {
  expect(sessionWorthWriting(session, { ...session, ...change }, ageMs)).toBe(written);
});

test("given a small session, when five percent were added, then it is written although it is no mebibyte", () => {
  const small = { ...session, bytesIn: 0, bytesOut: 1_000 };
  expect(sessionWorthWriting(small, { ...small, bytesOut: 1_050 }, COUNTERS_MS)).toBe(true);
  expect(sessionWorthWriting(small, { ...small, bytesOut: 1_049 }, COUNTERS_MS)).toBe(false);
});
