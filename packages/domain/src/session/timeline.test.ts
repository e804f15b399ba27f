import { describe, expect, test } from "vitest";
import type { SegmentId } from "../ids.ts";
import { type Piasters, piasters } from "../money/piasters.ts";
import { aPolicy, aSegment, aSession, aStart, at, aVoid, EVENING } from "../testing/a-session.ts";
import { limitInstants } from "./limits.ts";
import { currentStation, stateAt, statusAt, timeline } from "./timeline.ts";

const shape = (spans: ReturnType<typeof timeline>) =>
  spans.map((span) => [
    span.kind,
    (span.from - EVENING) / 60_000,
    (span.to - EVENING) / 60_000,
    span.hourlyRate,
  ]);

describe("given a session's segments", () => {
  test("when they begin before the start that holds, then they are clipped and the one in force begins", () => {
    const facts = aSession(
      [
        ["single", 2_000, 0],
        ["multi", 3_000, 10],
        ["paused", 0, 30],
      ],
      { starts: [aStart("a", 5, 1), aStart("b", 20, 2)] },
    );
    expect(shape(timeline(facts, aPolicy(), at(40)))).toEqual([
      ["multi", 20, 30, 3_000],
      ["paused", 30, 40, 0],
    ]);
  });

  test("when a segment is voided, then it does not exist", () => {
    const facts = aSession([
      ["single", 2_000, 0],
      ["paused", 0, 10],
    ]);
    const pause = facts.segments[1]?.id ?? "";
    expect(shape(timeline({ ...facts, voids: [aVoid(pause)] }, aPolicy(), at(20)))).toEqual([
      ["single", 0, 20, 2_000],
    ]);
  });

  test("when two begin at once, then the greater id holds", () => {
    const facts = aSession([], {
      segments: [
        aSegment(["multi", 3_000, 0], { id: "b" }),
        aSegment(["single", 2_000, 0], { id: "c" }),
        aSegment(["paused", 0, 0], { id: "a" }),
      ],
    });
    expect(shape(timeline(facts, aPolicy(), at(5)))).toEqual([["single", 0, 5, 2_000]]);
    expect(stateAt(facts, aPolicy(), at(0)).segment?.id).toBe("c" as SegmentId);
  });

  test("when nothing was played, or there is no segment, then there is no span", () => {
    expect(timeline(aSession(), aPolicy(), EVENING)).toEqual([]);
    expect(timeline(aSession([]), aPolicy(), at(9))).toEqual([]);
    expect(statusAt(aSession([]), aPolicy(), at(9))).toBe("paused");
  });

  test("when it was moved while paused, then it is there, and remembers its mode", () => {
    const facts = aSession([
      ["multi", 3_000, 0],
      ["paused", 0, 5],
      ["paused", 0, 7, "station-2"],
    ]);
    expect(stateAt(facts, aPolicy(), at(8))).toMatchObject({
      kind: "paused",
      mode: "multi",
      stationId: "station-2",
    });
    expect(currentStation(facts)).toBe("station-2");
  });
});

describe("given limits", () => {
  const played = [
    ["single", 2_000, 0],
    ["paused", 0, 20],
    ["multi", 3_000, 50],
  ] as const;

  test("when the timer counts, then only played time does, to the ms", () => {
    const facts = aSession(played, { register: { timerMinutes: 30 } });
    expect(limitInstants(facts)).toEqual({ timer: at(60), cost: null });
  });

  test("when the cost counts, then it is reached at the first ms that is worth it", () => {
    const facts = aSession(played, { register: { costLimit: piasters(1_000) } });
    // 20 min × 2000/h = 666.67; the other 333.33 take 6:40 at 3000/h
    expect(limitInstants(facts)).toEqual({ timer: null, cost: at(50 + 400 / 60) });
    const odd = aSession([["single", 700, 0]], { register: { costLimit: 1 as Piasters } });
    expect(limitInstants(odd).cost).toBe(EVENING + 5_143); // 3,600,000 / 700 = 5142.86
  });

  test("when play ends before, or is free, then they are never reached", () => {
    const paused = aSession([...played.slice(0, 2)], {
      register: { timerMinutes: 21, costLimit: piasters(700) },
    });
    expect(limitInstants(paused)).toEqual({ timer: null, cost: null });
    const free = aSession([["single", 0, 0]], { register: { costLimit: piasters(1) } });
    expect(limitInstants(free).cost).toBeNull();
  });

  test("when the policy pauses, then all from the exact instant is paused, wherever it went since", () => {
    const facts = aSession(
      [
        ["single", 2_000, 0],
        ["multi", 4_000, 70, "station-2"],
      ],
      {
        register: { timerMinutes: 60 },
      },
    );
    const pausing = aPolicy({ limitAction: "pause" });
    expect(shape(timeline(facts, pausing, at(90)))).toEqual([
      ["single", 0, 60, 2_000],
      ["paused", 60, 70, 0],
      ["paused", 70, 90, 0],
    ]);
    expect(stateAt(facts, pausing, at(59.999))).toMatchObject({ kind: "single", pausedByLimit: false });
    expect(stateAt(facts, pausing, at(60))).toMatchObject({
      kind: "paused",
      pausedByLimit: true,
      mode: "single",
    });
    expect(statusAt(facts, pausing, at(90))).toBe("paused");
    expect(statusAt(facts, aPolicy(), at(90))).toBe("running");
  });
});
