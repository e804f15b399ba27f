import { describe, expect, test } from "vitest";
import { piasters } from "../money/piasters.ts";
import { roundToStep } from "../money/rounding.ts";
import { aCharge, anOrder, aPolicy, aSession, at } from "../testing/a-session.ts";
import { type Bill, billAt } from "./bill.ts";

const EXACT = { roundTo: piasters(1) };
const lines = ({ lines }: Bill) => lines.map((one) => [one.key, one.minutes ?? one.quantity, one.amount]);

describe("given a bill", () => {
  test("then its lines say how long and how many, by their instants, and at one instant by their ids", () => {
    const facts = aSession([["single", 2_000, 0]], {
      orders: [
        anOrder("b", 100, 1, 5),
        anOrder("a", 200, 2, 5),
        anOrder("d", 300, 3, 1),
        anOrder("c", 50, 4, 5),
      ],
      charges: [aCharge("y", 7), aCharge("x", 8)],
    });
    expect(lines(billAt(facts, aPolicy(EXACT), at(30)))).toEqual([
      ["time.single", 30, 1_000],
      ["order", 3, 900],
      ["order", 2, 400],
      ["order", 1, 100],
      ["order", 4, 200],
      ["charge", undefined, 8],
      ["charge", undefined, 7],
    ]);
  });

  test("then what was played in one mode at one rate is one line, however often it was left", () => {
    const facts = aSession([
      ["single", 2_400, 0],
      ["multi", 2_400, 10],
      ["single", 2_400, 20],
      ["single", 1_200, 30],
    ]);
    expect(lines(billAt(facts, aPolicy(EXACT), at(40)))).toEqual([
      ["time.single", 20, 800],
      ["time.multi", 10, 400],
      ["time.single", 10, 200],
    ]);
  });

  test("when an increment was only begun, then the rest of it is a line, were it a ms, and billed minutes are whole", () => {
    const facts = aSession([["single", 3_600, 0]]);
    const bill = billAt(facts, aPolicy(EXACT), at(59.999 / 60));
    expect(bill.lines.map((one) => [one.key, one.amount])).toEqual([
      ["time.single", 60],
      ["time.topUp", 0],
    ]);
    const long = billAt(facts, aPolicy({ ...EXACT, billingIncrementSeconds: 90 }), at(1 / 60));
    expect([long.playedMs, long.billedMinutes, long.time]).toEqual([1_000, 2, 90]);
  });

  test("when there are no increments, then every ms counts, half a piaster up", () => {
    const facts = aSession([["single", 1, 0]]);
    const policy = aPolicy({ ...EXACT, billingIncrementSeconds: 0 });
    const half = 1_800_000;
    const time = (ms: number) => billAt(facts, policy, at(ms / 60_000)).time;
    expect([half - 1, half, 3 * half - 1, 3 * half].map(time)).toEqual([0, 1, 1, 2]);
    expect(billAt(facts, policy, at((half + 1) / 60_000))).toMatchObject({
      playedMs: half + 1,
      billedMinutes: 31,
    });
  });

  test("then piasters that are left over go to the lines with the largest remainders, of equals to the first", () => {
    const policy = aPolicy({ ...EXACT, billingIncrementSeconds: 0 });
    const second = 1 / 60;
    const shares = (single: number, multi: number, ms: number) => {
      const facts = aSession([
        ["single", single, 0],
        ["multi", multi, second],
      ]);
      return billAt(facts, policy, at(second + ms / 60_000)).lines.map((one) => one.amount);
    };
    expect(shares(400, 3_000, 1_100)).toEqual([0, 1]);
    expect(shares(3_000, 400, 1_100)).toEqual([1, 0]);
    expect(shares(1_800, 1_800, 1_000)).toEqual([1, 0]);
  });

  test("when less than nothing is wanted as a discount, then there is none; when more than all, then it is all", () => {
    const facts = aSession();
    const discount = (wanted: number) => billAt(facts, aPolicy(EXACT), at(30), piasters(wanted)).discount;
    expect([-5, 0, 1, 1_000, 1_001].map(discount)).toEqual([0, 0, 1, 1_000, 1_000]);
  });
});

test("given an amount, when it is rounded to a step, then to the nearest, and something never becomes nothing", () => {
  const rounded = (amount: number, step: number) => roundToStep(piasters(amount), piasters(step));
  expect([rounded(1, 500), rounded(0, 500), rounded(249, 500), rounded(750, 500)]).toEqual([
    500, 0, 500, 1_000,
  ]);
  expect([rounded(3, 2), rounded(3, 1), rounded(3, 0), rounded(-1, 500)]).toEqual([4, 3, 3, 0]);
});
