import type { MenuItem } from "@mikro-dash/api-contract/schemas/catalogue";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { describe, expect, test } from "vitest";
import { aBoard, anOrder, aSession, aStation, MINUTE, NOW, segmentKinds } from "../../testing/a-board.ts";
import { meterOf } from "./meter.ts";
import { opening, ordering, pausing, resuming, switching, voidingOrder } from "./optimistic.ts";

const at = epochMs(NOW);
const withSession = (session: ReturnType<typeof aSession>) =>
  aBoard(aStation("s1", { session }), aStation("s2"));
const first = (board: ReturnType<typeof aBoard>) => board.stations[0]?.session ?? null;

describe("what a command will show", () => {
  test("given a running session, when paused, then its money stands", () => {
    const session = aSession("a", [["single", 60]]);
    const shown = first(pausing(session, "z", at)(withSession(session)));
    expect(shown?.status).toBe("paused");
    if (shown === null) throw new Error("no session");
    expect(meterOf(shown).bill(NOW + 30 * MINUTE).payable).toBe(2000);
  });
  test("given a paused multi session, when resumed, then it goes on in multi at that rate", () => {
    const session = aSession("a", [
      ["multi", 60],
      ["paused", 30],
    ]);
    const shown = first(resuming(session, "z", at)(withSession(session)));
    expect(shown?.segments.at(-1)).toMatchObject({ kind: "multi", hourlyRate: 3000, startedAt: NOW });
  });
  test("given a paused session, when the mode is switched, then it stays paused", () => {
    const session = aSession("a", [
      ["single", 60],
      ["paused", 30],
    ]);
    const patch = switching(aStation("s1"), session, "multi", { id: "y", pausedId: "z" }, at);
    expect(segmentKinds(first(patch(withSession(session))))).toEqual(["single", "paused", "multi", "paused"]);
  });
  test("given a free station, when started, then it runs from that instant at the station's rate", () => {
    const station = aStation("s2", { hourlyRateMulti: null });
    const start = { id: "n", station, mode: "multi", at, timerMinutes: 60, segmentId: "g" } as const;
    const shown = opening(start)(aBoard(aStation("s1"), station)).stations[1]?.session;
    expect(shown).toMatchObject({ status: "running", startedAt: NOW, timerMinutes: 60 });
    expect(shown?.segments[0]).toMatchObject({ kind: "multi", hourlyRate: 2000 });
  });
  test("given a station that was taken meanwhile, when the start is laid over, then the real session stays", () => {
    const session = aSession("a", [["single", 5]]);
    const station = aStation("s1");
    const start = { id: "n", station, mode: "single", at, timerMinutes: null, segmentId: "g" } as const;
    expect(first(opening(start)(withSession(session)))?.id).toBe("a");
  });
  test("given an order, when added and voided, then the money comes and goes", () => {
    const session = aSession("a", [["paused", 1]], { orders: [anOrder("o1", 1, 1000)] });
    const tea = { id: "menu-1", name: "Tea", nameAr: "شاي", price: 1000 } as unknown as MenuItem;
    const more = first(ordering(session, tea, 2, "o2", at)(withSession(session)));
    const less = first(voidingOrder(session, "o1")(withSession(session)));
    expect([more, less].map((one) => one && meterOf(one).bill(NOW).payable)).toEqual([3000, 0]);
  });
});
