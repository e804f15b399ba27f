import { describe, expect, test } from "vitest";
import type { BatchId, SessionId } from "../ids.ts";
import { closed, minuteOf } from "../testing/a-closed-session.ts";
import {
  aContext,
  accepted,
  aPolicy,
  aSegment,
  aSession,
  aStart,
  aStation,
  at,
  refused,
  withRows,
} from "../testing/a-session.ts";
import { billAt } from "./bill.ts";
import { decideFreeze } from "./decide-freeze.ts";
import { decidePause } from "./decide-pause.ts";
import { decideResumeAll } from "./decide-resume-all.ts";
import { decideUndoBatch } from "./decide-undo-batch.ts";
import type { SegmentRow, SessionFacts } from "./facts.ts";
import { stateAt, statusAt } from "./timeline.ts";

const freezeId = "freeze-1" as BatchId;
const stations = [aStation("station-1"), aStation("station-2", 4_000)];
const frame = { by: "owner", reason: "only the internet" };
const session = (
  id: string,
  segments: Parameters<typeof aSession>[0],
  more: Parameters<typeof aSession>[1] = {},
) => aSession(segments, { ...more, register: { id: id as SessionId, ...more.register } });

/** The sessions with the rows of a batch in them. */
const spread = (sessions: readonly SessionFacts[], segments: readonly SegmentRow[]) =>
  sessions.map((facts) =>
    withRows(facts, { segments: segments.filter((row) => row.sessionId === facts.session.id) }),
  );
const rows = (segments: readonly SegmentRow[]) =>
  segments.map((row) => [row.sessionId, row.kind, minuteOf(row), row.batchId]);
const freeze = (sessions: readonly SessionFacts[], minutes: number, policy = {}) =>
  accepted(decideFreeze(sessions, { batchId: freezeId, at: at(minutes) }, aContext(60, policy)));

describe("freeze", () => {
  test("given a power cut, when frozen, then what ran is paused from it on; paused and closed ones are left alone", () => {
    const sessions = [
      session("running", [["single", 2_000, 0]]),
      session("paused", [
        ["single", 2_000, 0],
        ["paused", 0, 10],
      ]),
      closed(session("closed", [["single", 2_000, 0]]), { minutes: 40 }),
    ];
    const decision = freeze(sessions, 30);
    expect(rows(decision.segments)).toEqual([["running", "paused", 30, "freeze-1"]]);
    expect(decision).toMatchObject({ batchId: "freeze-1", sessions: ["running"] });
    const again = spread(sessions, decision.segments);
    expect(freeze(again, 30).segments).toEqual([]);
  });

  test("given what began after the cut, when frozen, then it is paused at its own start and costs nothing", () => {
    const sessions = [
      session("begun-after", [["multi", 3_000, 35]], { register: { startedAt: at(35) } }),
      session("switched", [
        ["single", 2_000, 0],
        ["multi", 3_000, 35],
      ]),
      session("resumed", [
        ["single", 2_000, 0],
        ["paused", 0, 10],
        ["single", 2_000, 40],
      ]),
    ];
    const { segments } = freeze(sessions, 30);
    expect(rows(segments)).toEqual([
      ["begun-after", "paused", 35, "freeze-1"],
      ["switched", "paused", 30, "freeze-1"],
      ["switched", "paused", 35, "freeze-1"],
      ["resumed", "paused", 40, "freeze-1"],
    ]);
    const after = spread(sessions, segments);
    expect(after.map((facts) => billAt(facts, aPolicy(), at(60)).playedMs / 60_000)).toEqual([0, 30, 10]);
    expect(after.map((facts) => stateAt(facts, aPolicy(), at(60)).mode)).toEqual([
      "multi",
      "multi",
      "single",
    ]);
  });

  test("given a session that a segment began at the very instant, then it is paused there", () => {
    const sessions = [session("same", [["single", 2_000, 0]])];
    const after = spread(sessions, freeze(sessions, 0).segments);
    expect(billAt(after[0] as SessionFacts, aPolicy(), at(60)).playedMs).toBe(0);
  });

  test("given a start dated back over the cut, then what was played before it stays", () => {
    const sessions = [session("back", [["single", 2_000, 40]], { starts: [aStart("a", 0, 1)] })];
    const after = spread(sessions, freeze(sessions, 30).segments);
    expect(billAt(after[0] as SessionFacts, aPolicy(), at(60)).playedMs).toBe(30 * 60_000);
  });

  test("given a session that a limit paused before, then it is left alone", () => {
    const sessions = [session("limited", [["single", 2_000, 0]], { register: { timerMinutes: 20 } })];
    expect(freeze(sessions, 30, { limitAction: "pause" }).segments).toEqual([]);
    expect(freeze(sessions, 30).segments).toHaveLength(1);
    const switched = session(
      "limited",
      [
        ["single", 2_000, 0],
        ["multi", 3_000, 40],
      ],
      {
        register: { timerMinutes: 20 },
      },
    );
    expect(freeze([switched], 30, { limitAction: "pause" }).segments).toEqual([]);
  });

  test("given an instant to come, then it is refused", () => {
    const command = { batchId: freezeId, at: at(62.001) };
    expect(refused(decideFreeze([], command, aContext(60)))).toBe("INVALID at");
  });
});

describe("resume all", () => {
  const before = [
    session("a", [["multi", 3_000, 0]]),
    session("b", [["single", 2_000, 0, "station-2"]]),
    session("c", [["single", 2_000, 0]]),
  ];
  const frozen = spread(before, freeze(before, 30).segments);
  const resume = (sessions: readonly SessionFacts[], freezeBatchId: BatchId | null = null, minutes = 50) =>
    accepted(
      decideResumeAll(
        sessions,
        stations,
        { batchId: "resume-1" as BatchId, freezeBatchId, at: at(minutes) },
        aContext(60),
      ),
    );

  test("given power, when resumed, then each goes on in its mode at today's rate of its station", () => {
    const { segments, sessions } = resume(frozen);
    expect(
      segments.map((row) => [row.sessionId, row.kind, row.hourlyRate, row.stationId, row.batchId]),
    ).toEqual([
      ["a", "multi", 3_000, "station-1", "resume-1"],
      ["b", "single", 4_000, "station-2", "resume-1"],
      ["c", "single", 2_000, "station-1", "resume-1"],
    ]);
    expect(sessions).toEqual(["a", "b", "c"]);
    const after = spread(frozen, segments);
    expect(after.map((facts) => billAt(facts, aPolicy(), at(60)).playedMs / 60_000)).toEqual([40, 40, 40]);
    expect(resume(after).segments).toEqual([]);
  });

  test("given what somebody touched, closed, or another batch froze, then it is left alone", () => {
    const [a, b, c] = frozen as [SessionFacts, SessionFacts, SessionFacts];
    const touched = withRows(a, {
      segments: [
        aSegment(["multi", 3_000, 40], { sessionId: "a" }),
        aSegment(["paused", 0, 45], { sessionId: "a" }),
      ],
    });
    expect(resume([touched, closed(b, { minutes: 45 }), c]).sessions).toEqual(["c"]);
    expect(resume(frozen, "freeze-2" as BatchId).sessions).toEqual([]);
    expect(resume(frozen, freezeId).sessions).toEqual(["a", "b", "c"]);
    expect(resume(frozen, freezeId, 29).sessions).toEqual([]);
  });

  test("given a pause by hand, then it is nobody's freeze", () => {
    const facts = session("a", [["single", 2_000, 0]]);
    const pause = accepted(decidePause(facts, { at: at(30) }, aContext(60)));
    expect(resume([withRows(facts, { segments: pause.segments })]).sessions).toEqual([]);
  });
});

describe("undo", () => {
  const before = [
    session("a", [["single", 2_000, 0]]),
    session("b", [
      ["single", 2_000, 0],
      ["multi", 3_000, 35],
    ]),
  ];
  const frozen = spread(before, freeze(before, 30).segments);
  const undo = (sessions: readonly SessionFacts[], batchId = freezeId) =>
    decideUndoBatch(sessions, { ...frame, batchId, at: at(60) }, aContext(60));

  test("given a freeze that was wrong, when undone, then every bill is as if it had never been", () => {
    const { voids, sessions } = accepted(undo(frozen));
    expect(sessions).toEqual(["a", "b"]);
    expect(voids).toHaveLength(3);
    expect(voids[0]).toMatchObject({ targetTable: "ps_session_segments", sessionId: "a", by: "owner" });
    const after = frozen.map((facts) => withRows(facts, { voids }));
    for (const [i, facts] of after.entries()) {
      expect(billAt(facts, aPolicy(), at(60))).toEqual(billAt(before[i] as SessionFacts, aPolicy(), at(60)));
    }
    expect(refused(undo(after))).toBe("ALREADY_VOIDED");
  });

  test("given a session closed meanwhile, when undone, then what was paid stays", () => {
    const [a, b] = frozen as [SessionFacts, SessionFacts];
    expect(accepted(undo([closed(a, { minutes: 40 }), b])).sessions).toEqual(["b"]);
    expect(refused(undo([closed(a, { minutes: 40 })]))).toBe("SESSION_ENDED");
    expect(refused(undo(frozen, "other" as BatchId))).toBe("NOT_FOUND");
  });

  test("given a resume that was too early, when undone, then they are frozen again", () => {
    const command = { batchId: "resume-1" as BatchId, freezeBatchId: freezeId, at: at(50) };
    const resumed = accepted(decideResumeAll(frozen, stations, command, aContext(60)));
    const running = spread(frozen, resumed.segments);
    const { voids } = accepted(undo(running, "resume-1" as BatchId));
    const after = running.map((facts) => withRows(facts, { voids }));
    expect(after.map((facts) => statusAt(facts, aPolicy(), at(60)))).toEqual(["paused", "paused"]);
  });
});
