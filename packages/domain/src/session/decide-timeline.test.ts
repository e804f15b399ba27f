import { describe, expect, test } from "vitest";
import type { SegmentId, SessionId, StationId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { closed, minuteOf } from "../testing/a-closed-session.ts";
import {
  aContext,
  accepted,
  aSegment,
  aSession,
  aStart,
  aStation,
  at,
  refused,
  withRows,
} from "../testing/a-session.ts";
import { billAt } from "./bill.ts";
import { decideMode } from "./decide-mode.ts";
import { decideMove } from "./decide-move.ts";
import { decidePause } from "./decide-pause.ts";
import { decideResume } from "./decide-resume.ts";
import { decideStart } from "./decide-start.ts";
import type { SegmentRow } from "./facts.ts";
import { stateAt, timeline } from "./timeline.ts";

const station = aStation("station-1");
const rows = (segments: readonly SegmentRow[]) =>
  segments.map((row) => [row.kind, minuteOf(row), row.hourlyRate, row.stationId]);

describe("start", () => {
  const place = { station, occupied: false, previousEndedAt: null };
  const command = { id: "new" as SessionId, at: at(0), mode: "multi" as const };

  test("given a free station, when a session starts, then it runs at the station's rate of that mode", () => {
    const { session, segment } = accepted(decideStart(place, { ...command, timerMinutes: 60 }, aContext(0)));
    expect(session).toEqual({
      id: "new",
      stationId: "station-1",
      startedAt: at(0),
      timerMinutes: 60,
      costLimit: null,
      notes: null,
    });
    expect(rows([segment])).toEqual([["multi", 0, 3_000, "station-1"]]);
    const one = { ...place, station: aStation("station-1", 2_000, null) };
    expect(accepted(decideStart(one, command, aContext(0))).segment.hourlyRate).toBe(2_000);
  });

  test("given a station that is taken or broken, then it is refused", () => {
    expect(refused(decideStart({ ...place, occupied: true }, command, aContext(0)))).toBe("STATION_BUSY");
    const broken = { ...place, station: { ...station, outOfOrder: true }, occupied: true };
    expect(refused(decideStart(broken, command, aContext(0)))).toBe("STATION_OUT_OF_ORDER");
  });

  test("given a start dated back, then up to 24 h and not into the session before", () => {
    const day = 24 * 60;
    expect(decideStart(place, command, aContext(day)).ok).toBe(true);
    expect(refused(decideStart(place, command, aContext(day + 0.001)))).toBe("INVALID at");
    expect(refused(decideStart({ ...place, previousEndedAt: at(0.001) }, command, aContext(5)))).toBe(
      "INVALID at",
    );
    expect(decideStart({ ...place, previousEndedAt: at(0) }, command, aContext(5)).ok).toBe(true);
    expect(refused(decideStart(place, command, aContext(-2.001)))).toBe("INVALID at");
    expect(decideStart(place, command, aContext(-2)).ok).toBe(true);
  });

  test("given limits out of bounds, then each is named", () => {
    const wrong = { ...command, timerMinutes: 0, costLimit: piasters(10_000_001), notes: "x".repeat(2_001) };
    expect(refused(decideStart(place, wrong, aContext(0)))).toBe("INVALID timerMinutes costLimit notes");
  });
});

describe("pause and resume", () => {
  test("given play, when it is paused and resumed, then the mode that ran before runs at today's rate", () => {
    const facts = aSession([["multi", 2_500, 0]]);
    const pause = accepted(decidePause(facts, { at: at(10) }, aContext(10)));
    expect(rows(pause.segments)).toEqual([["paused", 10, 0, "station-1"]]);
    const paused = withRows(facts, { segments: pause.segments });
    expect(refused(decidePause(paused, { at: at(11) }, aContext(11)))).toBe("ALREADY_PAUSED");
    const resume = accepted(decideResume(paused, station, { at: at(20) }, aContext(20)));
    expect(rows(resume.segments)).toEqual([["multi", 20, 3_000, "station-1"]]);
    expect(resume.patch).toBeNull();
    const gone = accepted(decideResume(paused, null, { at: at(20) }, aContext(20)));
    expect(rows(gone.segments)).toEqual([["multi", 20, 2_500, "station-1"]]);
    expect(refused(decideResume(facts, station, { at: at(5) }, aContext(20)))).toBe("NOT_PAUSED");
  });

  test("given a late phone, when its pause belongs before the latest event, then it is decided on that instant", () => {
    const facts = aSession([
      ["single", 2_000, 0],
      ["paused", 0, 30],
      ["single", 2_000, 40],
    ]);
    const late = accepted(decidePause(facts, { at: at(20) }, aContext(50)));
    expect(billAt(withRows(facts, { segments: late.segments }), aContext(0).policy, at(50)).playedMs).toBe(
      30 * 60_000,
    );
    expect(refused(decidePause(facts, { at: at(35) }, aContext(50)))).toBe("ALREADY_PAUSED");
  });

  test("given an instant outside the session, then `at` is named; a closed session refuses whatever it is", () => {
    const facts = aSession();
    expect(refused(decidePause(facts, { at: at(-0.001) }, aContext(5)))).toBe("INVALID at");
    expect(refused(decidePause(facts, { at: at(7.001) }, aContext(5)))).toBe("INVALID at");
    expect(decidePause(facts, { at: at(7) }, aContext(5)).ok).toBe(true);
    const month = 30 * 24 * 60;
    expect(refused(decidePause(facts, { at: at(month + 1) }, aContext(month + 1)))).toBe("INVALID at");
    expect(refused(decidePause(closed(facts, { minutes: 10 }), { at: at(-5) }, aContext(20)))).toBe(
      "SESSION_ENDED",
    );
  });

  test("given a pause at the instant of the running segment, then its id sorts after, or a client's id moves a ms", () => {
    const facts = aSession([], {
      segments: [aSegment(["single", 2_000, 0], { id: "ffffffff-0000-7000-8000-000000000000" })],
    });
    const { segments } = accepted(decidePause(facts, { at: at(0) }, aContext(5)));
    expect(segments[0]?.startedAt).toBe(at(0));
    expect(stateAt(withRows(facts, { segments }), aContext(0).policy, at(0)).kind).toBe("paused");
    const id = "01960000-0000-7000-8000-000000000000" as SegmentId;
    const chosen = accepted(decidePause(facts, { id, at: at(0) }, aContext(5)));
    expect(chosen.segments).toMatchObject([{ id, startedAt: at(0) + 1 }]);
  });

  test("given a start dated back, when paused before the first segment, then what was played before stays played", () => {
    const facts = aSession([["single", 2_000, 10]], { starts: [aStart("a", 0, 1)] });
    const { segments } = accepted(decidePause(facts, { at: at(5) }, aContext(12)));
    expect(rows(segments)).toEqual([
      ["single", 0, 2_000, "station-1"],
      ["paused", 5, 0, "station-1"],
    ]);
    expect(billAt(withRows(facts, { segments }), aContext(0).policy, at(12)).playedMs).toBe(7 * 60_000);
  });
});

describe("mode and move", () => {
  test("given play, when the mode changes, then its rate holds from then on; the same mode changes nothing", () => {
    const facts = aSession();
    const change = accepted(decideMode(facts, station, { mode: "multi", at: at(10) }, aContext(10)));
    expect(rows(change.segments)).toEqual([["multi", 10, 3_000, "station-1"]]);
    expect(
      accepted(decideMode(facts, station, { mode: "single", at: at(10) }, aContext(10))).segments,
    ).toEqual([]);
  });

  test("given a pause, when the mode changes, then it stays paused, costs nothing and resumes in that mode", () => {
    const facts = aSession([
      ["single", 2_000, 0],
      ["paused", 0, 10],
    ]);
    const change = accepted(decideMode(facts, station, { mode: "multi", at: at(15) }, aContext(15)));
    const changed = withRows(facts, { segments: change.segments });
    expect(stateAt(changed, aContext(0).policy, at(15))).toMatchObject({ kind: "paused", mode: "multi" });
    expect(billAt(changed, aContext(0).policy, at(20))).toEqual(billAt(facts, aContext(0).policy, at(20)));
    const resume = accepted(decideResume(changed, station, { at: at(20) }, aContext(20)));
    expect(rows(resume.segments)).toEqual([["multi", 20, 3_000, "station-1"]]);
  });

  test("given another station, when moved, then its rate of the mode that runs holds; a pause stays a pause", () => {
    const station2 = aStation("station-2", 4_000, 5_000);
    const free = { station: station2, occupied: false };
    const facts = aSession([["multi", 3_000, 0]]);
    const move = accepted(decideMove(facts, free, { at: at(10) }, aContext(10)));
    expect(rows(move.segments)).toEqual([["multi", 10, 5_000, "station-2"]]);
    const paused = withRows(facts, { segments: [aSegment(["paused", 0, 5])] });
    const moved = accepted(decideMove(paused, free, { at: at(10) }, aContext(10)));
    expect(rows(moved.segments)).toEqual([["paused", 10, 0, "station-2"]]);
    const resume = accepted(
      decideResume(withRows(paused, { segments: moved.segments }), station2, { at: at(11) }, aContext(11)),
    );
    expect(rows(resume.segments)).toEqual([["multi", 11, 5_000, "station-2"]]);
  });

  test("given a station that cannot be moved to, then it says why", () => {
    const facts = aSession();
    const to = (id: string, more: object) => ({
      station: { ...aStation(id), ...more },
      occupied: "occupied" in more,
    });
    const move = (destination: Parameters<typeof decideMove>[1]) =>
      refused(decideMove(facts, destination, { at: at(1) }, aContext(1)));
    expect(move(to("station-2", { occupied: true }))).toBe("STATION_BUSY");
    expect(move(to("station-2", { outOfOrder: true }))).toBe("STATION_OUT_OF_ORDER");
    expect(move(to("station-1" as StationId, {}))).toBe("INVALID stationId");
  });
});

describe("resuming what a limit paused", () => {
  test("given a reached timer, when resumed, then the pause is written down, the timer cleared and play goes on", () => {
    const facts = aSession([["single", 2_000, 0]], {
      register: { timerMinutes: 60, costLimit: piasters(9_000) },
    });
    const context = aContext(100, { limitAction: "pause" });
    const resume = accepted(decideResume(facts, station, { at: at(90) }, context));
    expect(rows(resume.segments)).toEqual([
      ["paused", 60, 0, "station-1"],
      ["single", 90, 2_000, "station-1"],
    ]);
    expect(resume.patch).toEqual({ timerMinutes: null });
    const after = withRows(
      { ...facts, session: { ...facts.session, ...resume.patch } },
      { segments: resume.segments },
    );
    expect(timeline(after, context.policy, at(100)).at(-1)?.kind).toBe("single");
    expect(billAt(after, context.policy, at(100)).playedMs).toBe(70 * 60_000);
  });

  test("given a pause at the very limit, when resumed, then the limit does not pause it again", () => {
    const facts = aSession(
      [
        ["single", 2_000, 0],
        ["paused", 0, 60],
      ],
      { register: { timerMinutes: 60 } },
    );
    const context = aContext(100, { limitAction: "pause" });
    const resume = accepted(decideResume(facts, station, { at: at(90) }, context));
    const after = withRows(
      { ...facts, session: { ...facts.session, ...resume.patch } },
      { segments: resume.segments },
    );
    expect(stateAt(after, context.policy, at(95)).kind).toBe("single");
  });
});
