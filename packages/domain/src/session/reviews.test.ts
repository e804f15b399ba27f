import { describe, expect, test } from "vitest";
import type { BatchId, ClosingId, SessionId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { closed as closedSession } from "../testing/a-closed-session.ts";
import {
  aContext,
  accepted,
  anOrder,
  aSegment,
  aSession,
  at,
  aVoid,
  stamp,
  withRows,
} from "../testing/a-session.ts";
import { decideEnd } from "./decide-end.ts";
import type { SessionFacts } from "./facts.ts";
import { type ReviewCandidates, reviewsOf } from "./reviews.ts";

const reviews = (some: Partial<ReviewCandidates>) =>
  reviewsOf({ sessions: [], sales: [], freezes: [], alive: [], ...some });

const closed = (facts: SessionFacts, id: string, n: number, minutes = 60) =>
  closedSession(facts, { id, n, minutes });

describe("two closings", () => {
  test("given both closed it, then one review has both, the effective one first", () => {
    const facts = closed(closed(aSession(), "c-b", 2, 60), "c-a", 1, 90);
    expect(reviews({ sessions: [facts] })).toMatchObject([
      {
        kind: "two-closings",
        id: "two-closings:session-1:c-a",
        closings: [
          { id: "c-b", payable: 2_000 },
          { id: "c-a", payable: 3_000 },
        ],
      },
    ]);
    expect(reviews({ sessions: [withRows(facts, { voids: [aVoid("c-a")] })] })).toEqual([]);
  });
});

describe("two open", () => {
  test("given two sessions on one station, also by moving there, then one review", () => {
    const open = (id: string, station: string) =>
      aSession([["single", 2_000, 0, station]], { register: { id: id as SessionId } });
    const moved = withRows(open("s-c", "station-2"), {
      segments: [aSegment(["single", 2_000, 5, "station-1"])],
    });
    const sessions = [moved, open("s-a", "station-1"), open("s-b", "station-2")];
    expect(reviews({ sessions })).toEqual([
      {
        kind: "two-open",
        id: "two-open:station-1:s-a",
        stationId: "station-1",
        sessionIds: ["s-a", "s-c"],
      },
    ]);
    const [first, ...others] = sessions as [SessionFacts, ...SessionFacts[]];
    expect(reviews({ sessions: [closed(first, "c", 1), ...others] })).toEqual([]);
  });
});

describe("late items", () => {
  test("given what arrived after the closing, then the signed difference in every component", () => {
    const facts = closed(aSession(undefined, { orders: [anOrder("o-1", 1_000)] }), "c", 1);
    const later = withRows(facts, {
      orders: [anOrder("o-2", 700)],
      voids: [aVoid("o-1")],
      segments: [aSegment(["paused", 0, 30])],
    });
    expect(reviews({ sessions: [later] })).toMatchObject([
      {
        kind: "late-items",
        id: "late-items:session-1:c",
        closing: { payable: 3_000 },
        bill: { payable: 1_500 },
        difference: {
          playedMs: -30 * 60_000,
          billedMinutes: -30,
          time: -1_000,
          orders: -300,
          charges: 0,
          transfersIn: 0,
          transfersOut: 0,
          subtotal: -1_300,
          discount: 0,
          rounding: -200,
          payable: -1_500,
        },
      },
    ]);
    expect(reviews({ sessions: [facts] })).toEqual([]);
  });

  test("given another policy since, then a closing keeps the one that it was made under", () => {
    const command = { id: "c" as ClosingId, at: at(1), receiptNo: "A-1", by: null };
    const strict = aContext(1, { minimumCharge: piasters(5_000) });
    const { closing } = accepted(decideEnd(aSession(), command, strict));
    const facts = withRows(aSession(), { closings: [{ ...closing, updatedAt: stamp(1) }] });
    expect(closing.payable).toBe(5_000);
    expect(reviews({ sessions: [facts] })).toEqual([]);
  });
});

describe("two sales", () => {
  test("given one code sold twice, then one review, the first sale first", () => {
    const sale = (id: string, code: string, minutes: number) => ({
      id,
      code,
      price: piasters(500),
      soldAt: at(minutes),
    });
    const sales = [sale("v-a", "TBJ26N", 9), sale("v-b", "TBJ26N", 3), sale("v-c", "XXXXXX", 1)];
    expect(reviews({ sales })).toMatchObject([
      {
        kind: "two-sales",
        id: "two-sales:TBJ26N:v-a",
        code: "TBJ26N",
        sales: [{ id: "v-b" }, { id: "v-a" }],
      },
    ]);
  });
});

describe("frozen while alive", () => {
  const freezes = [{ batchId: "f" as BatchId, frozenAt: at(30), segmentIds: ["g-2", "g-1"] }];

  test("given a café that was heard well after the freeze, then its heartbeat contradicts", () => {
    const alive = [{ from: at(0), to: at(45) }];
    expect(reviews({ freezes, alive })).toEqual([
      {
        kind: "frozen-while-alive",
        id: "frozen-while-alive:f:g-1",
        batchId: "f",
        frozenAt: at(30),
        aliveUntil: at(45),
      },
    ]);
  });

  test("given a café that fell silent then, was silent before, or a freeze undone, then nothing", () => {
    expect(reviews({ freezes, alive: [{ from: at(0), to: at(30.9) }] })).toEqual([]);
    expect(reviews({ freezes, alive: [{ from: at(30.1), to: at(90) }] })).toEqual([]);
    const undone = freezes.map((freeze) => ({ ...freeze, segmentIds: [] }));
    expect(reviews({ freezes: undone, alive: [{ from: at(0), to: at(45) }] })).toEqual([]);
  });
});
