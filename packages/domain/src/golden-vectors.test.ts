import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ClosingId, SegmentId, SessionId, StationId } from "./ids.ts";
import { piasters, ratePerHour } from "./money/piasters.ts";
import { type Bill, billAt } from "./session/bill.ts";
import type { SegmentKind, SessionFacts } from "./session/facts.ts";
import type { HlcStamp } from "./sync/hlc.ts";
import { mergeRegister } from "./sync/merge.ts";
import { aCharge, anOrder, aSession, aTransfer, aVoid } from "./testing/a-session.ts";
import { businessDay } from "./time/business-day.ts";
import { type EpochMs, epochMs } from "./time/epoch-ms.ts";
import { parseDuration } from "./voucher/duration.ts";
import { voucherUsage } from "./voucher/status.ts";

/** The vectors beside the repository when they are there, else the repository's copy. */
function vectors<T>(name: string): T {
  const beside = new URL(`../../../../shared/fixtures/${name}`, import.meta.url);
  const copy = new URL(`../../../fixtures/${name}`, import.meta.url);
  return JSON.parse(readFileSync(existsSync(beside) ? beside : copy, "utf8")) as T;
}

interface BillVector {
  name: string;
  policy: { billingIncrementSeconds: number; minimumCharge: number; roundTo: number };
  session: { startedAt: number };
  end: number;
  segments: { id: string; kind: SegmentKind; hourlyRate: number; startedAt: number }[];
  orders: { unitPrice: number; quantity: number; voided?: boolean }[];
  charges: { amount: number; voided?: boolean }[];
  transfersIn: { total: number; voided?: boolean }[];
  transfersOut: { total: number; voided?: boolean }[];
  discount: number;
  expected: Omit<Bill, "lines">;
}

function factsOf(vector: BillVector): SessionFacts {
  const voided = (kind: "orders" | "charges" | "transfersIn" | "transfersOut") =>
    vector[kind].flatMap((row, i) => (row.voided ? [aVoid(`${kind}-${i}`)] : []));
  const transfer = (kind: string) => (row: { total: number }, i: number) =>
    aTransfer(`${kind}-${i}`, row.total, { closingId: `closing-${kind}-${i}` as ClosingId });
  return aSession([], {
    register: { startedAt: epochMs(vector.session.startedAt) },
    segments: vector.segments.map((row) => ({
      id: row.id as SegmentId,
      sessionId: "session-1" as SessionId,
      stationId: "station-1" as StationId,
      kind: row.kind,
      hourlyRate: ratePerHour(row.hourlyRate),
      startedAt: epochMs(row.startedAt),
      batchId: null,
    })),
    orders: vector.orders.map((row, i) => anOrder(`orders-${i}`, row.unitPrice, row.quantity)),
    charges: vector.charges.map((row, i) => aCharge(`charges-${i}`, row.amount)),
    transfersIn: vector.transfersIn.map(transfer("transfersIn")),
    transfersOut: vector.transfersOut.map(transfer("transfersOut")),
    voids: (["orders", "charges", "transfersIn", "transfersOut"] as const).flatMap(voided),
  });
}

describe("the golden bills", () => {
  test.each(vectors<BillVector[]>("bills.json"))("$name", (vector) => {
    const policy = {
      billingIncrementSeconds: vector.policy.billingIncrementSeconds,
      minimumCharge: piasters(vector.policy.minimumCharge),
      roundTo: piasters(vector.policy.roundTo),
      limitAction: "alert" as const,
    };
    const { lines, ...totals } = billAt(
      factsOf(vector),
      policy,
      vector.end as EpochMs,
      piasters(vector.discount),
    );
    expect(totals).toEqual(vector.expected);
    expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(vector.expected.payable);
  });
});

interface DayVector {
  at: number;
  iso: string;
  timeZone: string;
  dayStartsAt: string;
  expected: string;
}

describe("the golden business days", () => {
  test.each(vectors<DayVector[]>("business-days.json"))("$iso, a day from $dayStartsAt", (vector) => {
    expect(businessDay(vector.at as EpochMs, vector)).toBe(vector.expected);
  });
});

interface StatusVector {
  name: string;
  user: Record<string, string>;
  active: Record<string, string>[];
  expected: { status: string; bytesUsed: number; uptimeSeconds: number; isOnline: boolean };
}

const counters = (words: Record<string, string>) => ({
  bytes: Number(words["bytes-in"] ?? 0) + Number(words["bytes-out"] ?? 0),
  uptimeSeconds: parseDuration(words.uptime ?? "0s") ?? Number.NaN,
});

describe("the golden voucher states", () => {
  test.each(vectors<StatusVector[]>("voucher-status.json"))("$name", ({ user, active, expected }) => {
    const limits = {
      bytesLimit: user["limit-bytes-total"] === undefined ? null : Number(user["limit-bytes-total"]),
      timeLimitSeconds: user["limit-uptime"] === undefined ? null : parseDuration(user["limit-uptime"]),
    };
    expect(voucherUsage(counters(user), active.map(counters), limits)).toEqual(expected);
  });
});

interface MergeVector {
  name: string;
  arrivals: { updatedAt: HlcStamp; value: string }[];
  expected: string;
}

describe("the golden merges", () => {
  test.each(vectors<MergeVector[]>("merge.json"))("$name", ({ arrivals, expected }) => {
    const merge = (rows: MergeVector["arrivals"]) =>
      rows.reduce<MergeVector["arrivals"][number] | undefined>(
        (mine, row) => mergeRegister(mine, row),
        undefined,
      );
    expect(merge(arrivals)?.value).toBe(expected);
    expect(merge(arrivals.toReversed())?.value).toBe(expected);
  });
});
