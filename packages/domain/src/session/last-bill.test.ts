import { expect, test } from "vitest";
import { piasters } from "../money/piasters.ts";
import { epochMs, MINUTE_MS } from "../time/epoch-ms.ts";
import { owedOf, staysOnBoard } from "./last-bill.ts";

const CLOSED = epochMs(Date.UTC(2026, 10, 22, 20));
const bill = (payable: number, paid: number) => ({
  ...{ payable: piasters(payable), paid: piasters(paid) },
  closedAt: CLOSED,
});

test("given a paid bill, when half an hour has passed since it was closed, then it leaves the board", () => {
  const stays = [29, 30].map((minutes) => staysOnBoard(bill(3_500, 3_500), CLOSED + minutes * MINUTE_MS));
  expect(stays).toEqual([true, false]);
});

test("given money that is owed, when weeks have passed, then the bill is still on the board", () => {
  expect(staysOnBoard(bill(3_500, 3_400), CLOSED + 50_000 * MINUTE_MS)).toBe(true);
});

test("given less, as much or more than was due, when asked what is owed, then never less than nothing", () => {
  expect([2_000, 3_500, 4_000].map((paid) => owedOf(bill(3_500, paid)))).toEqual([1_500, 0, 0]);
});

test("given a bill of nothing, when half an hour has passed, then nobody owes anything", () => {
  expect(staysOnBoard(bill(0, 0), CLOSED + 30 * MINUTE_MS)).toBe(false);
});
