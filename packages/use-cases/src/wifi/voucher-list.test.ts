import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { expect, test } from "vitest";
import { findVouchers, voucherList } from "./voucher-list.ts";
import type { RouterVoucher, VoucherFilter } from "./wifi-source.ts";

const voucher = (code: string, more: Partial<RouterVoucher> = {}): RouterVoucher => ({
  ...{ id: `*${code}`, code, status: "available", packageId: null, profile: null, bytesLimit: null },
  ...{ bytesUsed: 0, timeLimit: null, uptime: 0, isOnline: false, macAddress: null, deviceName: null },
  ...{ createdAt: null, lastSeenAt: null, ...more },
});

const list = voucherList([
  voucher("D4", { deviceName: "هاتف Sara" }),
  voucher("B2", { status: "used", packageId: "p", createdAt: 7 }),
  voucher("A1", { status: "used", macAddress: "AA:BB:CC:DD:EE:01" }),
  voucher("c3", { packageId: "p", macAddress: "AA:BB:CC:DD:EE:02" }),
]);
const codes = (filter: Partial<VoucherFilter>) =>
  findVouchers(list, { limit: 10, ...filter }).map(({ code }) => code);

test("given vouchers in any order, then they are found by code, as many as were asked for, after a code", () => {
  expect(codes({})).toEqual(["A1", "B2", "D4", "c3"]);
  expect(codes({ limit: 2 })).toEqual(["A1", "B2"]);
  expect(codes({ limit: 2, afterCode: "A1" })).toEqual(["B2", "D4"]);
  expect(codes({ afterCode: "A" })).toEqual(["A1", "B2", "D4", "c3"]);
  expect(codes({ afterCode: "C" })).toEqual(["D4", "c3"]);
  expect(codes({ afterCode: "c3" })).toEqual([]);
});

test("given a search, then code, device and MAC address are searched, each by itself, in any case and any script", () => {
  expect(codes({ q: " a1 " })).toEqual(["A1"]);
  expect(codes({ q: "C3" })).toEqual(["c3"]);
  expect(codes({ q: "ee:0" })).toEqual(["A1", "c3"]);
  expect(codes({ q: "هاتف s" })).toEqual(["D4"]);
  expect(codes({ q: "a1\n" })).toEqual(["A1"]);
  expect(codes({ q: "d4\nهاتف" })).toEqual([]);
  expect(codes({ q: "nobody" })).toEqual([]);
});

test("given filters, then all of them hold", () => {
  expect(codes({ status: "used" })).toEqual(["A1", "B2"]);
  expect(codes({ status: "used", packageId: "p" })).toEqual(["B2"]);
  expect(codes({ createdAt: epochMs(7) })).toEqual(["B2"]);
  expect(codes({ codes: { listed: ["B2", "GONE"], wanted: true } })).toEqual(["B2"]);
  expect(codes({ codes: { listed: ["B2"], wanted: false }, q: "aa:" })).toEqual(["A1", "c3"]);
  expect(codes({ packageId: "p", afterCode: "B2", limit: 1 })).toEqual(["c3"]);
});
