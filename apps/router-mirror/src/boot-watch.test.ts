import type { VoucherRow } from "@mikro-dash/db-schema/mirror/columns";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { beforeEach, expect, test } from "vitest";
import { BootWatch } from "./boot-watch.ts";

const [MORNING, NOON, EVENING] = [epochMs(1_000), epochMs(2_000), epochMs(3_000)];
const voucher = (bytesUsed: number, uptime: number, isOnline = true): VoucherRow => ({
  ...{ id: "*1", code: "A", status: "used", packageId: null, profile: null, bytesLimit: null, bytesUsed },
  ...{
    timeLimit: null,
    uptime,
    macAddress: null,
    deviceName: null,
    isOnline,
    createdAt: null,
    lastSeenAt: null,
  },
});

let watch: BootWatch;
beforeEach(() => {
  watch = new BootWatch();
});

test("given a router that was never seen, then it did not begin again", () => {
  watch.begin(null);
  expect(watch.judge(NOON, [])).toBeNull();
});

test("given a router that runs since before it was last seen, then it did not begin again", () => {
  watch.begin(NOON);
  expect(watch.judge(MORNING, [])).toBeNull();
});

test("given a router that runs since after it was last seen, then it began again, until that is settled", () => {
  watch.begin(MORNING);
  expect(watch.judge(null, [])).toBeUndefined();
  expect(watch.judge(NOON, [])).toBe(NOON);
  expect(watch.judge(NOON, [])).toBe(NOON);
  watch.settle([], NOON);
  expect(watch.judge(null, [])).toBeNull();
});

test("given a router that was seen all along, when it does not answer for a while, then it is asked anew", () => {
  watch.begin(null);
  watch.settle([], NOON);
  watch.away();
  expect(watch.judge(null, [])).toBeUndefined();
  expect(watch.judge(MORNING, [])).toBeNull();
  expect(watch.judge(EVENING, [])).toBe(EVENING);
});

test.each([
  ["more", voucher(11, 6), null],
  ["the same, offline", voucher(10, 5, false), null],
  ["fewer bytes", voucher(9, 5), undefined],
  ["less time", voucher(10, 4), undefined],
])(
  "given a voucher online, when it has used %s at the next look, then the router is asked or not",
  (_, now, judged) => {
    watch.begin(null);
    watch.settle([voucher(10, 5)], NOON);
    expect(watch.judge(null, [now])).toBe(judged);
  },
);
