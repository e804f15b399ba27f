import { describe, expect, test } from "vitest";
import { piasters } from "../money/piasters.ts";
import {
  aContext,
  accepted,
  aSession,
  aStation,
  at,
  refused,
  stamp,
  withRows,
} from "../testing/a-session.ts";
import { billAt } from "./bill.ts";
import { decideEditSession, type EditCommand, type EditDecision } from "./decide-edit-session.ts";
import type { SessionFacts } from "./facts.ts";
import { effectiveStart } from "./segments.ts";
import { stateAt } from "./timeline.ts";

const around = { station: aStation("station-1"), previousEndedAt: null };
const pausing = { limitAction: "pause" as const };

function evolved(facts: SessionFacts, { segments, patch, start }: EditDecision): SessionFacts {
  const edited = { ...facts, session: { ...facts.session, ...patch } };
  return withRows(edited, { segments, starts: start ? [{ ...start, updatedAt: stamp(50) }] : [] });
}

describe("editing the start", () => {
  const edit = (startedAt: number, now: number, previousEndedAt: number | null = null) =>
    decideEditSession(
      aSession(),
      { ...around, previousEndedAt: previousEndedAt === null ? null : at(previousEndedAt) },
      { at: at(now), startedAt: at(startedAt) },
      aContext(now),
    );

  test("given an open session, when its start is corrected, then the correction is a row of its own", () => {
    const decision = accepted(edit(-30, 10));
    expect(decision).toMatchObject({
      start: { sessionId: "session-1", startedAt: at(-30) },
      segments: [],
      patch: null,
    });
    const facts = evolved(aSession(), decision);
    expect(effectiveStart(facts)).toBe(at(-30));
    expect(billAt(facts, aContext(0).policy, at(10)).playedMs).toBe(40 * 60_000);
  });

  test("given bounds, then not in the future, not into the session before, at most 24 h back", () => {
    expect(refused(edit(10.001, 10))).toBe("INVALID startedAt");
    expect(edit(10, 10).ok).toBe(true);
    expect(refused(edit(-30, 10, -29))).toBe("INVALID startedAt");
    expect(edit(-30, 10, -30).ok).toBe(true);
    expect(refused(edit(10 - 24 * 60 - 0.001, 10))).toBe("INVALID startedAt");
    expect(edit(10 - 24 * 60, 10).ok).toBe(true);
  });

  test("given a session of two days, when its start is moved later, then no bound of going back is in the way", () => {
    expect(edit(10, 48 * 60).ok).toBe(true);
    expect(accepted(edit(0, 10)).start).toBeNull();
  });
});

describe("editing limits and notes", () => {
  test("given fields, then only those that are there change, and those out of bounds are named", () => {
    const edit = (command: Omit<EditCommand, "at">) =>
      decideEditSession(aSession(), around, { at: at(5), ...command }, aContext(5));
    expect(accepted(edit({ timerMinutes: 60, notes: null })).patch).toEqual({
      timerMinutes: 60,
      notes: null,
    });
    expect(accepted(edit({})).patch).toBeNull();
    expect(refused(edit({ timerMinutes: 1.5, costLimit: piasters(0) }))).toBe(
      "INVALID timerMinutes costLimit",
    );
  });

  test("given a reached timer, when it is raised, then the pause is written down and the timer counts on", () => {
    const facts = aSession([["single", 2_000, 0]], { register: { timerMinutes: 60 } });
    const context = aContext(120, pausing);
    const decision = accepted(decideEditSession(facts, around, { at: at(90), timerMinutes: 75 }, context));
    expect(decision.segments.map((row) => [row.kind, row.startedAt])).toEqual([
      ["paused", at(60)],
      ["single", at(90)],
    ]);
    const after = evolved(facts, decision);
    expect(billAt(after, context.policy, at(100)).playedMs).toBe(70 * 60_000);
    expect(billAt(after, context.policy, at(120)).playedMs).toBe(75 * 60_000);
    expect(stateAt(after, context.policy, at(105))).toMatchObject({ kind: "paused", pausedByLimit: true });
  });

  test("given what began after the limit, when it is cleared, then that is paused at its own start", () => {
    const facts = aSession(
      [
        ["single", 2_000, 0],
        ["multi", 3_000, 70],
      ],
      { register: { timerMinutes: 60 } },
    );
    const context = aContext(100, pausing);
    const before = billAt(facts, context.policy, at(90));
    const decision = accepted(decideEditSession(facts, around, { at: at(90), timerMinutes: null }, context));
    const after = evolved(facts, decision);
    expect(billAt(after, context.policy, at(90))).toEqual(before);
    expect(stateAt(after, context.policy, at(95)).kind).toBe("multi");
    expect(billAt(after, context.policy, at(100)).playedMs).toBe(70 * 60_000);
  });

  test("given a pause of its own since, when the limit is cleared, then that pause goes on", () => {
    const facts = aSession(
      [
        ["single", 2_000, 0],
        ["paused", 0, 70],
      ],
      { register: { timerMinutes: 60 } },
    );
    const context = aContext(100, pausing);
    const decision = accepted(decideEditSession(facts, around, { at: at(90), timerMinutes: null }, context));
    expect(stateAt(evolved(facts, decision), context.policy, at(95)).kind).toBe("paused");
  });

  test("given a limit that is not reached, lowered further, or only sounds, then nothing is written down", () => {
    const facts = aSession([["single", 2_000, 0]], { register: { timerMinutes: 60 } });
    const edit = (timerMinutes: number, minutes: number, policy: object) =>
      accepted(decideEditSession(facts, around, { at: at(minutes), timerMinutes }, aContext(120, policy)))
        .segments;
    expect(edit(90, 59, pausing)).toEqual([]); // pressed before the limit, delivered after it
    expect(edit(50, 90, pausing)).toEqual([]);
    expect(edit(90, 90, {})).toEqual([]);
  });
});
