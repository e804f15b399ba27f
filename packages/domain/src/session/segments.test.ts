import { describe, expect, test } from "vitest";
import type { BatchId, SegmentId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { aPolicy, aSegment, aSession, aStart, at, aVoid, EVENING } from "../testing/a-session.ts";
import { limitInstants, reachedLimit } from "./limits.ts";
import { FREE, placeSegments, type WantedSegment } from "./place-segment.ts";
import { effectiveStart, liveSegments } from "./segments.ts";
import { stateAt, statusAt, timeline } from "./timeline.ts";
import { writtenDownLimit } from "./write-down-limit.ts";

const minutes = (instant: number) => (instant - EVENING) / 60_000;
/** Draws ids that sort before the last one: what a clock that went back would do. */
const fallingIds = () => {
  let n = 0xfff;
  return { next: () => `019abcde-0000-7000-8000-${(n--).toString(16).padStart(12, "0")}` };
};
const pause = (at: WantedSegment["at"], more: Partial<WantedSegment> = {}): WantedSegment => ({
  ...{ kind: "paused", stationId: aSession().session.stationId, hourlyRate: FREE, at },
  ...more,
});

describe("given corrections of a start", () => {
  const start = (...starts: Parameters<typeof aStart>[]) =>
    minutes(effectiveStart(aSession(undefined, { starts: starts.map((one) => aStart(...one)) })));

  test("then the greatest stamp holds, whatever the ids; of equal ones the greater id; without any the first start", () => {
    expect(start()).toBe(0);
    expect([start(["z", 5, 1], ["a", 9, 2]), start(["a", 9, 2], ["z", 5, 1])]).toEqual([9, 9]);
    expect([start(["a", 5, 1], ["b", 9, 1]), start(["b", 9, 1], ["a", 5, 1])]).toEqual([9, 9]);
  });
});

describe("given segments in any order", () => {
  test("then they are sorted by instant and id, without those that are voided", () => {
    const [a, b, c] = [
      aSegment(["single", 2_000, 0], { id: "b" }),
      aSegment(["multi", 3_000, 5], { id: "c" }),
      aSegment(["paused", 0, 5], { id: "a" }),
    ] as const;
    const ids = (voids: readonly string[], ...segments: readonly (typeof a)[]) =>
      liveSegments(aSession([], { segments, voids: voids.map(aVoid) })).map(({ id }) => String(id));
    for (const order of [
      [a, b, c],
      [c, b, a],
      [b, a, c],
    ]) {
      expect(ids([], ...order)).toEqual(["b", "a", "c"]);
      expect(ids(["a"], ...order)).toEqual(["b", "c"]);
    }
  });

  test("when there is none, then the session is where it was opened, paused, and free", () => {
    const facts = aSession([]);
    expect(stateAt(facts, aPolicy(), at(5))).toMatchObject({
      stationId: "station-1",
      modeRate: 0,
      mode: "single",
    });
    expect(statusAt(facts, aPolicy(), at(5))).toBe("paused");
  });
});

describe("given segments that are to be placed", () => {
  test("when some are there at that instant, or placed a moment ago, then each sorts after them", () => {
    const facts = aSession([], {
      segments: [aSegment(["single", 2_000, 5], { id: "019ffffe-0000-7000-8000-000000000001" })],
    });
    const placed = placeSegments(facts, [pause(at(5)), pause(at(5))], fallingIds());
    const inOrder = ["019ffffe-0000-7000-8000-000000000001", ...placed.map(({ id }) => String(id))];
    expect(inOrder.toSorted()).toEqual(inOrder);
    expect(new Set(inOrder).size).toBe(3);
  });

  test("when they are at other instants, then their ids are as they are drawn", () => {
    const placed = placeSegments(aSession(), [pause(at(5)), pause(at(6))], fallingIds());
    const drawn = fallingIds();
    expect(placed.map(({ id }) => id)).toEqual([drawn.next(), drawn.next()]);
  });

  test("when a client's own id sorts before one that is there, then it begins a ms later", () => {
    const facts = aSession([], { segments: [aSegment(["single", 2_000, 5], { id: "b" })] });
    const [early] = placeSegments(facts, [pause(at(5), { id: "a" as SegmentId })], fallingIds());
    const [late] = placeSegments(facts, [pause(at(5), { id: "c" as SegmentId })], fallingIds());
    expect([early?.startedAt, late?.startedAt]).toEqual([at(5) + 1, at(5)]);
  });

  test("when one is before the earliest, then the earliest one's mode is written down at the start, in the same batch", () => {
    const facts = aSession([["multi", 3_000, 10]]);
    const batchId = "batch" as BatchId;
    const placed = placeSegments(facts, [pause(at(4), { batchId })], fallingIds());
    expect(placed).toMatchObject([
      { kind: "multi", hourlyRate: 3_000, startedAt: EVENING, batchId },
      { kind: "paused", startedAt: at(4), batchId },
    ]);
    expect(placeSegments(facts, [pause(at(4))], fallingIds())).toMatchObject([
      { batchId: null },
      { batchId: null },
    ]);
  });
});

describe("given limits", () => {
  const pausing = aPolicy({ limitAction: "pause" });

  test("when both are set, then the earlier one is reached", () => {
    const limited = (timerMinutes: number, costLimit: number) =>
      minutes(
        reachedLimit(aSession(undefined, { register: { timerMinutes, costLimit: piasters(costLimit) } })) ??
          0,
      );
    expect([limited(60, 1_000), limited(15, 1_000)]).toEqual([30, 15]);
  });

  test("when nothing may be spent, then it is reached where the first thing costs something", () => {
    const segments = [
      ["single", 0, 0],
      ["multi", 3_000, 10],
    ] as const;
    const facts = aSession(segments, { register: { costLimit: piasters(0) } });
    expect(limitInstants(facts).cost).toBe(at(10));
  });

  test("when a segment begins at the very instant, then nothing of zero length is left over", () => {
    const segments = [
      ["single", 2_000, 0],
      ["multi", 3_000, 30],
    ] as const;
    const facts = aSession(segments, { register: { timerMinutes: 30 } });
    const shape = (until: number) =>
      timeline(facts, pausing, at(until)).map((one) => [one.kind, minutes(one.from), minutes(one.to)]);
    expect(shape(30)).toEqual([["single", 0, 30]]);
    expect(shape(60)).toEqual([
      ["single", 0, 30],
      ["paused", 30, 60],
    ]);
  });

  test("when one is written down, then at its instant and where anything began since, up to now", () => {
    const segments = [
      ["single", 2_000, 0],
      ["multi", 3_000, 30],
      ["single", 2_000, 40],
      ["multi", 3_000, 50],
    ] as const;
    const facts = aSession(segments, { register: { timerMinutes: 30 } });
    const written = (now: number) => writtenDownLimit(facts, pausing, at(now)).map((one) => minutes(one.at));
    expect([written(29), written(30), written(40), written(49)]).toEqual([[], [30], [30, 40], [30, 40]]);
  });
});
