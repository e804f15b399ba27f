import fc from "fast-check";
import { expect, test } from "vitest";
import type { StationId } from "../ids.ts";
import { type Piasters, piasters, ratePerHour } from "../money/piasters.ts";
import {
  aCharge,
  anOrder,
  aSegment,
  aSession,
  aTransfer,
  aVoid,
  EVENING,
  stamp,
} from "../testing/a-session.ts";
import { type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from "../time/epoch-ms.ts";
import { billAt } from "./bill.ts";
import type { SegmentRow, SessionFacts } from "./facts.ts";
import type { BillingPolicy } from "./policy.ts";
import { effectiveStart } from "./segments.ts";
import { timeline } from "./timeline.ts";

const kind = fc.constantFrom("single" as const, "multi" as const, "paused" as const);
const rate = fc.integer({ min: 0, max: 1_000_000 });
const offset = fc.integer({ min: -30 * MINUTE_MS, max: 6 * HOUR_MS });
const amount = fc.integer({ min: 0, max: 1_000_000 });

const segment: fc.Arbitrary<SegmentRow> = fc.tuple(kind, rate, offset, fc.nat(9)).map(([k, r, ms, n]) => ({
  ...aSegment([k, r, 0]),
  id: `seg-${n}-${ms}-${k}-${r}` as SegmentRow["id"],
  startedAt: epochMs(EVENING + ms),
}));

const policy: fc.Arbitrary<BillingPolicy> = fc.record({
  billingIncrementSeconds: fc.constantFrom(1, 30, 60, 600, 3_600),
  minimumCharge: fc.constantFrom(0, 1_000).map(piasters),
  roundTo: fc.constantFrom(1, 25, 500).map(piasters),
  limitAction: fc.constantFrom("alert" as const, "pause" as const),
});

const facts: fc.Arbitrary<SessionFacts> = fc
  .record({
    segments: fc.uniqueArray(segment, { maxLength: 8, selector: (row) => row.id }),
    starts: fc.array(offset, { maxLength: 3 }),
    orders: fc.array(fc.tuple(amount, fc.integer({ min: 1, max: 9 })), { maxLength: 4 }),
    charges: fc.array(amount, { maxLength: 3 }),
    transfersIn: fc.array(amount, { maxLength: 2 }),
    transfersOut: fc.array(amount, { maxLength: 2 }),
    timerMinutes: fc.option(fc.integer({ min: 1, max: 300 })),
    costLimit: fc.option(fc.integer({ min: 1, max: 100_000 }).map(piasters)),
    voidEvery: fc.integer({ min: 2, max: 9 }),
  })
  .map((made) => {
    const all = aSession([], {
      register: { timerMinutes: made.timerMinutes, costLimit: made.costLimit },
      segments: made.segments,
      starts: made.starts.map((ms, n) => ({
        id: `start-${n}` as never,
        sessionId: "session-1" as never,
        startedAt: epochMs(EVENING + ms),
        updatedAt: stamp(n),
      })),
      orders: made.orders.map(([price, quantity], n) => anOrder(`order-${n}`, price, quantity)),
      charges: made.charges.map((value, n) => aCharge(`charge-${n}`, value)),
      transfersIn: made.transfersIn.map((value, n) => aTransfer(`in-${n}`, value)),
      transfersOut: made.transfersOut.map((value, n) => aTransfer(`out-${n}`, value)),
    });
    const rows = [...all.segments, ...all.orders, ...all.charges, ...all.transfersIn, ...all.transfersOut];
    return { ...all, voids: rows.filter((_, n) => n % made.voidEvery === 1).map((row) => aVoid(row.id)) };
  });

const until = fc.integer({ min: 0, max: 8 * HOUR_MS }).map((ms) => epochMs(EVENING + ms));

/** The same rows in another order of arrival. */
function shuffled(all: SessionFacts, seeds: readonly number[]): SessionFacts {
  const shuffle = <Row>(rows: readonly Row[]): readonly Row[] =>
    rows
      .map((row, n) => ({ row, key: (seeds[n % seeds.length] ?? 0) * (n + 7) }))
      .sort((a, b) => (a.key % 101) - (b.key % 101))
      .map(({ row }) => row);
  return {
    session: all.session,
    segments: shuffle(all.segments),
    starts: shuffle(all.starts),
    orders: shuffle(all.orders),
    charges: shuffle(all.charges),
    transfersIn: shuffle(all.transfersIn),
    transfersOut: shuffle(all.transfersOut),
    closings: shuffle(all.closings),
    payments: shuffle(all.payments),
    voids: shuffle(all.voids),
  };
}

test("given the same rows, when they arrive in another order, then the bill is the same to the last line", () => {
  const seeds = fc.array(fc.nat(1_000), { minLength: 3, maxLength: 9 });
  fc.assert(
    fc.property(facts, policy, until, seeds, (all, rules, end, order) => {
      expect(billAt(shuffled(all, order), rules, end)).toEqual(billAt(all, rules, end));
    }),
    { numRuns: 300 },
  );
});

test("given any rows, then the lines add up to what is payable and the parts to the whole", () => {
  fc.assert(
    fc.property(facts, policy, until, amount.map(piasters), (all, rules, end, discount) => {
      const bill = billAt(all, rules, end, discount);
      expect(bill.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(bill.payable);
      expect(bill.time + bill.orders + bill.charges + bill.transfersIn - bill.transfersOut).toBe(
        bill.subtotal,
      );
      expect(bill.payable - bill.rounding + bill.discount).toBe(bill.subtotal);
      expect(Math.abs(bill.payable % rules.roundTo)).toBe(0);
      expect(bill.payable === 0 && bill.subtotal - bill.discount > 0).toBe(false);
      const time = bill.lines.filter((line) => line.key.startsWith("time."));
      expect(time.reduce((sum, line) => sum + line.amount, 0)).toBe(bill.time);
    }),
    { numRuns: 300 },
  );
});

test("given one moment and a later one before the next segment, then the bill of running play never falls, that of a pause stands", () => {
  fc.assert(
    fc.property(facts, policy, until, fc.nat(HOUR_MS), (all, rules, moment, wait) => {
      const from = epochMs(Math.max(moment, effectiveStart(all)));
      const next = all.segments.map((row) => row.startedAt).filter((at) => at > from);
      const to = epochMs(Math.min(from + wait, ...next));
      const state = timeline(all, rules, epochMs(from + 1)).at(-1);
      const [before, after] = [billAt(all, rules, from), billAt(all, rules, to)];
      if (state === undefined || state.kind === "paused") expect(after).toEqual(before);
      else expect(after.subtotal).toBeGreaterThanOrEqual(before.subtotal);
    }),
    { numRuns: 500 },
  );
});

// Another way to the same number: one ms after the other, looking up what holds. Shares no code with the timeline.
function walked(
  all: SessionFacts,
  rules: BillingPolicy,
  end: EpochMs,
): { played: number; worth: bigint; last: bigint } {
  const voided = new Set(all.voids.map((row) => row.id));
  const live = all.segments.filter((row) => !voided.has(row.id));
  const start = all.starts.reduce(
    (best, row) =>
      row.updatedAt > best.stamp ? { stamp: row.updatedAt as string, at: row.startedAt } : best,
    { stamp: "", at: all.session.startedAt },
  ).at;
  const { timerMinutes, costLimit } = all.session;
  let [played, worth, last] = [0, 0n, 0n];
  for (let ms: number = start; ms < end; ms++) {
    if (rules.limitAction === "pause") {
      if (timerMinutes !== null && played >= timerMinutes * MINUTE_MS) break;
      if (costLimit !== null && worth >= BigInt(costLimit) * BigInt(HOUR_MS)) break;
    }
    let [holds, earliest] = [live[0], live[0]];
    for (const row of live) {
      const after = (other: SegmentRow) =>
        row.startedAt > other.startedAt || (row.startedAt === other.startedAt && row.id > other.id);
      if (earliest && !after(earliest)) earliest = row;
      if (row.startedAt <= ms && (!holds || holds.startedAt > ms || after(holds))) holds = row;
    }
    const inForce = holds && holds.startedAt <= ms ? holds : earliest;
    if (!inForce || inForce.kind === "paused") continue;
    played += 1;
    last = BigInt(inForce.hourlyRate);
    worth += last;
  }
  return { played, worth, last };
}

test("given seconds of play, when they are walked ms by ms, then time and limits come out the same", () => {
  const near = fc.integer({ min: -300, max: 1_200 });
  const quick = segment.chain((row) => near.map((ms) => ({ ...row, startedAt: epochMs(EVENING + ms) })));
  const world = fc.record({
    segments: fc.uniqueArray(quick, { maxLength: 6, selector: (row) => row.id }),
    costLimit: fc.option(fc.integer({ min: 0, max: 200 }).map(piasters)),
    startMs: fc.option(near),
    endMs: fc.integer({ min: 0, max: 1_500 }),
  });
  fc.assert(
    fc.property(world, policy, ({ segments, costLimit, startMs, endMs }, rules) => {
      const starts =
        startMs === null
          ? []
          : [
              {
                id: "s" as never,
                sessionId: "session-1" as never,
                startedAt: epochMs(EVENING + startMs),
                updatedAt: stamp(1),
              },
            ];
      const all = aSession([], { segments, starts, register: { costLimit } });
      const end = epochMs(EVENING + endMs);
      const bill = billAt(all, rules, end);
      const { played, worth, last } = walked(all, rules, end);
      const increment = rules.billingIncrementSeconds * 1_000;
      const topUp = (increment - (played % increment)) % increment;
      const exact = worth + BigInt(topUp) * last;
      const half = BigInt(HOUR_MS) / 2n;
      const time = Number((exact + half) / BigInt(HOUR_MS));
      expect(bill.playedMs).toBe(played);
      expect(bill.time).toBe(played > 0 ? Math.max(time, rules.minimumCharge) : 0);
    }),
    { numRuns: 200 },
  );
});

test("given the dearest rate for thirty days and longer, then integers stay exact and the thirty-first day is free", () => {
  const all = aSession([["single", 999_999, 0]]);
  const rules: BillingPolicy = {
    billingIncrementSeconds: 3_600,
    minimumCharge: 0 as Piasters,
    roundTo: 1 as Piasters,
    limitAction: "alert",
  };
  const day = 24 * HOUR_MS;
  expect(billAt(all, rules, epochMs(EVENING + 30 * day)).time).toBe(999_999 * 720);
  expect(billAt(all, rules, epochMs(EVENING + 31 * day)).time).toBe(999_999 * 720);
  expect(ratePerHour(1_000_000)).toBe(1_000_000);
  expect(all.session.stationId).toBe("station-1" as StationId);
});
