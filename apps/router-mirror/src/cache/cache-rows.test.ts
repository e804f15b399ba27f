import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { WifiSession } from "@mikro-dash/router-gateway/menus/sessions";
import type { RouterVoucher } from "@mikro-dash/router-gateway/menus/vouchers";
import { expect, test } from "vitest";
import { sessionRow, voucherRow } from "./cache-rows.ts";

const NOON = epochMs(1_000_000_000);

const live = (seconds: number, startedAt: number): WifiSession => ({
  id: "A@MAC",
  code: "A",
  macAddress: "MAC",
  ipAddress: null,
  bytesIn: 1,
  bytesOut: 2,
  uptimeSeconds: seconds,
  idleSeconds: 0,
  secondsLeft: null,
  startedAt: epochMs(startedAt),
});

test("given a session in the cache, when read again with a start that jitters, then it is the same row", () => {
  const first = sessionRow(live(10, NOON), []);
  expect(sessionRow(live(20, NOON + 1_400), [first])).toMatchObject({
    id: first.id,
    startedAt: NOON,
    uptime: 20,
  });
});

test("given a session in the cache, when the same device began again, then it is another row", () => {
  const first = sessionRow(live(600, NOON), []);
  expect(sessionRow(live(3, NOON + 700_000), [first]).id).not.toBe(first.id);
  expect(sessionRow(live(3, NOON + 5_000), [first]).id).not.toBe(first.id);
});

const voucher: RouterVoucher = {
  id: "*1",
  code: "A",
  status: "used",
  profile: "1GB",
  packageId: null,
  createdAt: null,
  note: "",
  disabled: false,
  bytesLimit: null,
  bytesUsed: 5,
  timeLimitSeconds: null,
  uptimeSeconds: 9,
  isOnline: true,
  macAddress: "MAC",
};

test("given an online voucher, when it goes offline, then its device and the moment are remembered", () => {
  const online = voucherRow(voucher, "Ali's phone", NOON, undefined);
  const gone = voucherRow(
    { ...voucher, isOnline: false, macAddress: null },
    null,
    epochMs(NOON + 10_000),
    online,
  );
  expect(gone).toMatchObject({ macAddress: "MAC", deviceName: "Ali's phone", lastSeenAt: NOON + 10_000 });
  const later = voucherRow(
    { ...voucher, isOnline: false, macAddress: null },
    null,
    epochMs(NOON + 90_000),
    gone,
  );
  expect(later).toEqual(gone);
});
