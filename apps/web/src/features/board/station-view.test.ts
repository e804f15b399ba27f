import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { expect, test } from "vitest";
import { aSession, aStation, MINUTE, NOW } from "../../testing/a-board.ts";
import { meterOf } from "../session/meter.ts";
import { FILTERS, matches, shownClosing, stateOf, unpaidOf } from "./station-view.ts";

const closed = (payable: number, paid: number, minutesAgo: number) =>
  ({ payable, paid, closedAt: NOW - minutesAgo * MINUTE }) as unknown as BoardStation["lastClosing"];

test("given a station, when looked at, then it is in one of four states", () => {
  const running = aSession("a", [["single", 5]]);
  const paused = aSession("b", [
    ["single", 5],
    ["paused", 1],
  ]);
  const states = [
    stateOf(aStation("1"), undefined, NOW),
    stateOf(aStation("2", { outOfOrder: true }), undefined, NOW),
    stateOf(aStation("3", { session: running }), meterOf(running), NOW),
    stateOf(aStation("4", { session: paused }), meterOf(paused), NOW),
  ];
  expect(states).toEqual(["free", "outOfOrder", "running", "paused"]);
});

test("given a limit that pauses, when it is reached, then the tile is paused though nobody pressed", () => {
  const policy = { ...aSession("p", []).policy, limitAction: "pause" as const };
  const session = aSession("a", [["single", 45]], { timerMinutes: 30, policy });
  expect(stateOf(aStation("1", { session }), meterOf(session), NOW)).toBe("paused");
});

test("given a paid bill, when half an hour passed, then it is gone; an unpaid one stays", () => {
  const shown = (payable: number, paid: number, ago: number) =>
    shownClosing(aStation("1", { lastClosing: closed(payable, paid, ago) }), NOW) !== null;
  expect([shown(3500, 3500, 29), shown(3500, 3500, 31), shown(3500, 0, 600)]).toEqual([true, false, true]);
});

test("given more taken than was due, when asked what is missing, then nothing is", () => {
  expect(unpaidOf(aStation("1", { lastClosing: closed(3500, 4000, 1) }))).toBe(0);
  expect(unpaidOf(aStation("1", { lastClosing: closed(3500, 2000, 1) }))).toBe(1500);
});

test("given stations, when filtered, then each filter finds its own", () => {
  const soon = aSession("a", [["single", 55]], { timerMinutes: 60 });
  const station = aStation("1", { session: soon, lastClosing: closed(1000, 0, 90) });
  const found = FILTERS.filter((filter) => matches(filter, station, meterOf(soon), NOW));
  expect(found).toEqual(["all", "unpaid", "endingSoon", "running"]);
});
