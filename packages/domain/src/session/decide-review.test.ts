import { describe, expect, test } from "vitest";
import type { BatchId, ClosingId, PaymentId, SessionId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { closed as closedSession } from "../testing/a-closed-session.ts";
import {
  aCharge,
  aContext,
  accepted,
  anOrder,
  aSegment,
  aSession,
  aTransfer,
  at,
  aVoid,
  refused,
  stamp,
  withRows,
} from "../testing/a-session.ts";
import { currentBill } from "./bill.ts";
import { effectiveClosing, paidOf } from "./closing.ts";
import { decideReview } from "./decide-review.ts";
import type { SessionFacts, TransferRow } from "./facts.ts";
import type { ReviewChoice, ReviewDecision } from "./review-choice.ts";
import { type Review, type ReviewCandidates, reviewsOf } from "./reviews.ts";
import { statusAt } from "./timeline.ts";

const NOW = 120;
const nothingElse = { sales: [], freezes: [], alive: [] };
let stamps = 100;

const reviewsIn = (sessions: readonly SessionFacts[], more: Partial<ReviewCandidates> = {}) =>
  reviewsOf({ ...nothingElse, sessions, ...more });
const only = (sessions: readonly SessionFacts[], more: Partial<ReviewCandidates> = {}): Review => {
  const [review, ...others] = reviewsIn(sessions, more);
  if (!review || others.length > 0) throw new Error(`not one review but ${others.length + 1}`);
  return review;
};
const decide = (review: Review, sessions: readonly SessionFacts[], choice: ReviewChoice, minutes = NOW) =>
  decideReview(review, sessions, { choice, at: at(minutes), by: "Mona" }, aContext(minutes));

/** The sessions with the rows of the decision in them, as every host has them afterwards. */
function after(sessions: readonly SessionFacts[], decision: ReviewDecision): readonly SessionFacts[] {
  const voids = decision.sessions.flatMap((one) => one.voids ?? []);
  const transfers = decision.sessions.flatMap((one) => one.transfers ?? []);
  const mine = (id: SessionId) => decision.sessions.find((one) => one.facts.session.id === id);
  return sessions.map((facts) => {
    const { id } = facts.session;
    const { closing, charge, segments = [] } = mine(id) ?? {};
    stamps += 1;
    return withRows(facts, {
      segments,
      voids,
      closings: closing ? [{ ...closing, updatedAt: stamp(stamps) }] : [],
      charges: charge ? [charge] : [],
      transfersIn: transfers.filter((row) => row.toSessionId === id),
      transfersOut: transfers.filter((row) => row.fromSessionId === id),
    });
  });
}

const closed = (facts: SessionFacts, id: string, n: number, minutes = 60, discount = 0) =>
  closedSession(facts, { id, n, minutes, discount });

const paid = (facts: SessionFacts, closingId: string, amount: number) =>
  withRows(facts, {
    payments: [
      {
        id: `p-${closingId}` as PaymentId,
        closingId: closingId as ClosingId,
        sessionId: facts.session.id,
        ...{ amount: piasters(amount), method: "cash", takenAt: at(61) },
      },
    ],
  });

describe("two closings", () => {
  const both = paid(paid(closed(closed(aSession(), "c-b", 2, 60), "c-a", 1, 90), "c-a", 3_000), "c-b", 2_000);

  test("given both were paid, when either is kept, then it holds, the other is voided and no payment is", () => {
    for (const [keep, other] of [
      ["c-a", "c-b"],
      ["c-b", "c-a"],
    ] as const) {
      const decision = accepted(decide(only([both]), [both], { keep }));
      expect(decision.sessions[0]?.voids).toMatchObject([{ id: other, by: "Mona", reason: "review" }]);
      const [facts] = after([both], decision) as [SessionFacts];
      expect(effectiveClosing(facts)?.id).toBe(keep);
      expect(paidOf(facts)).toBe(5_000);
      expect(reviewsIn([facts])).toEqual([]);
    }
  });

  test("when it is written off, then the one in force stays and the other is voided for the reason", () => {
    const decision = accepted(decide(only([both]), [both], { writeOff: "rang up twice" }));
    expect(decision.sessions[0]?.voids).toMatchObject([{ id: "c-a", reason: "rang up twice" }]);
  });

  test("when the other was a transfer, then its transfer goes with it", () => {
    const moved = aTransfer("t-1", 3_000, {
      fromSessionId: "session-1" as SessionId,
      toSessionId: "session-2" as SessionId,
      closingId: "c-a" as ClosingId,
    });
    const facts = withRows(closed(closed(aSession(), "c-b", 2), "c-a", 1, 90), { transfersOut: [moved] });
    const [review] = reviewsIn([facts]).filter((one) => one.kind === "two-closings") as [Review];
    const decision = accepted(decide(review, [facts], { keep: "c-b" }));
    expect(decision.sessions[0]?.voids?.map((row) => row.id)).toEqual(["c-a", "t-1"]);
    expect(reviewsIn(after([facts], decision))).toEqual([]);
  });

  test("when two people apart kept one each, then the session is open again, its clock stands and what was paid is paid", () => {
    const one = accepted(decide(only([both]), [both], { keep: "c-a" }));
    const two = accepted(decide(only([both]), [both], { keep: "c-b" }));
    const [facts] = after(after([both], one), two) as [SessionFacts];
    const { policy } = aContext(NOW);
    expect(effectiveClosing(facts)).toBeNull();
    expect(statusAt(facts, policy, at(NOW))).toBe("paused");
    expect([currentBill(facts, policy, at(NOW)).payable, paidOf(facts)]).toEqual([2_000, 5_000]);
  });

  test("when a third one comes after the decision, then it is a review of its own", () => {
    const first = only([both]);
    const decided = after([both], accepted(decide(first, [both], { keep: "c-a" })));
    const third = decided.map((facts) => closed(facts, "c-z", 3, 60));
    const again = only(third, { decided: new Set([first.id]) });
    expect([first.id, again.id]).toEqual(["two-closings:session-1:c-a", "two-closings:session-1:c-z"]);
  });

  test("when only the decision has arrived and its voids have not, then it is not asked again under the same name", () => {
    const decided = new Set(["two-closings:session-1:c-a", "two-closings:session-1:c-b"]);
    expect(reviewsIn([both], { decided })).toEqual([]);
  });

  test("when it is a version that is not there, then it is refused", () => {
    expect(refused(decide(only([both]), [both], { keep: "c-x" }))).toBe("INVALID keep");
    expect(refused(decide(only([both]), [both], { writeOff: " " }))).toBe("INVALID writeOff");
    expect(refused(decide(only([both]), [], { keep: "c-a" }))).toBe("CONFLICT");
  });
});

describe("late items", () => {
  const agreed = paid(
    closed(aSession(undefined, { orders: [anOrder("o-1", 1_000)] }), "c", 1, 60, 300),
    "c",
    2_500,
  );
  const more = withRows(agreed, { orders: [anOrder("o-2", 700)] });
  const less = withRows(agreed, { voids: [aVoid("o-1")], segments: [aSegment(["paused", 0, 30])] });

  const afterChoice = (facts: SessionFacts, choice: ReviewChoice) => {
    const review = only([facts]);
    const [then] = after([facts], accepted(decide(review, [facts], choice))) as [SessionFacts];
    expect(reviewsIn([then])).toEqual([]);
    return then;
  };

  test("when the bill as it is now is kept, then a new closing at the same end says so, and what was paid is paid", () => {
    for (const [facts, payable] of [
      [more, 3_500],
      [less, 500],
    ] as const) {
      const then = afterChoice(facts, { keep: "session-1" });
      expect(effectiveClosing(then)).toMatchObject({
        ...{ endedAt: at(60), payable, discount: 300, discountReason: "a regular", closedBy: "Mona" },
      });
      expect(effectiveClosing(then)?.id).not.toBe("c");
      expect(paidOf(then)).toBe(2_500);
    }
  });

  test("when what came on top is written off, then it is a discount with that reason and nobody owes more", () => {
    const then = afterChoice(more, { writeOff: "on the house" });
    expect(effectiveClosing(then)).toMatchObject({
      ...{
        orders: 1_700,
        discount: 1_000,
        discountReason: "a regular · on the house",
        payable: 2_500,
        rounding: -200,
      },
    });
  });

  test("when what fell away is written off, then it is a charge with that reason and nobody gets money back", () => {
    const then = afterChoice(less, { writeOff: "paid already" });
    expect(then.charges).toMatchObject([{ amount: 2_000, reason: "paid already", chargedAt: at(60) }]);
    expect(effectiveClosing(then)).toMatchObject({ discount: 300, charges: 2_000, payable: 2_500 });
  });

  test("when it is kept as it was closed, then nobody owes more or less either", () => {
    expect(effectiveClosing(afterChoice(more, { keep: "c" }))).toMatchObject({ payable: 2_500 });
    expect(effectiveClosing(afterChoice(less, { keep: "c" }))).toMatchObject({ payable: 2_500 });
  });

  test("when something arrives after the decision, then it is a review of its own with its own difference", () => {
    for (const choice of [{ keep: "session-1" }, { keep: "c" }, { writeOff: "x" }]) {
      const first = only([more]);
      const then = afterChoice(more, choice);
      const later = withRows(then, { orders: [anOrder("o-3", 500)] });
      const again = only([later], { decided: new Set([first.id]) });
      expect(again.id).not.toBe(first.id);
      expect(again).toMatchObject({ kind: "late-items", difference: { payable: 500 } });
    }
  });

  test("when the closing belongs to a transfer, then the same amounts stay moved", () => {
    const moved: TransferRow = aTransfer("t-1", 2_000, {
      fromSessionId: "session-1" as SessionId,
      toSessionId: "session-2" as SessionId,
      closingId: "c" as ClosingId,
    });
    const source = closed(withRows(aSession(), { transfersOut: [moved] }), "c", 1);
    const late = withRows(source, { orders: [anOrder("o-2", 700)] });
    const target = aSession(undefined, { register: { id: "session-2" as SessionId }, transfersIn: [moved] });
    const before = currentBill(target, aContext(NOW).policy, at(NOW));
    const decision = accepted(decide(only([late]), [late], { keep: "session-1" }));
    const [then, receiver] = after([late, target], decision) as [SessionFacts, SessionFacts];
    expect(effectiveClosing(then)).toMatchObject({ orders: 700, transfersOut: 2_000, payable: 500 });
    expect(currentBill(receiver, aContext(NOW).policy, at(NOW))).toEqual(before);
    expect(reviewsIn([then])).toEqual([]);
  });
});

describe("two open", () => {
  const early = aSession(undefined, { orders: [anOrder("o-1", 1_000)] });
  const late = {
    ...aSession([["single", 2_000, 30]], {
      register: { id: "session-2" as SessionId, startedAt: at(30) },
      charges: [{ ...aCharge("x-1", 400), sessionId: "session-2" as SessionId }],
      orders: [{ ...anOrder("o-2", 700), sessionId: "session-2" as SessionId }],
    }),
  };
  const both = [late, early];
  const { policy } = aContext(NOW);
  const bills = (sessions: readonly SessionFacts[]) =>
    sessions.map((facts) => currentBill(facts, policy, at(NOW)));

  test("when one is kept, then the other's time is given up and what was eaten there is on the kept bill", () => {
    const decision = accepted(decide(only(both), both, { keep: "session-2" }));
    const then = after(both, decision);
    expect(reviewsIn(then)).toEqual([]);
    const [kept, other] = then as [SessionFacts, SessionFacts];
    expect(effectiveClosing(kept)).toBeNull();
    expect(effectiveClosing(other)).toMatchObject({
      ...{ time: 4_000, orders: 1_000, transfersOut: 1_000, discount: 4_000, payable: 0 },
      discountReason: "review",
    });
    expect(bills(then)).toMatchObject([
      { time: 3_000, orders: 700, charges: 400, transfersIn: 1_000 },
      { payable: 0 },
    ]);
  });

  test("when what is given up had received a bill itself, then that moves on to the kept one", () => {
    const moved = aTransfer("t-1", 900, { toSessionId: "session-2" as SessionId });
    const received = [withRows(late, { transfersIn: [moved] }), early];
    const then = after(received, accepted(decide(only(received), received, { keep: "session-1" })));
    expect(bills(then)[1]).toMatchObject({ orders: 1_000, transfersIn: 2_000 });
    expect(effectiveClosing(then[0] as SessionFacts)).toMatchObject({ discount: 3_000, transfersOut: 2_000 });
  });

  test("when the sessions come in another order, then the first one is still the one that began first", () => {
    const inOrder = [early, late];
    const decision = accepted(decide(only(inOrder), inOrder, { writeOff: "opened twice" }));
    expect(decision.sessions.map((one) => one.facts.session.id)).toEqual(["session-2"]);
  });

  test("when it is written off, then the one that began first goes on and the whole other bill is a discount", () => {
    const then = after(both, accepted(decide(only(both), both, { writeOff: "opened twice" })));
    const [other, kept] = then as [SessionFacts, SessionFacts];
    expect(effectiveClosing(kept)).toBeNull();
    expect(kept.transfersIn).toEqual([]);
    expect(effectiveClosing(other)).toMatchObject({
      ...{ subtotal: 4_100, discount: 4_100, payable: 0, discountReason: "opened twice" },
    });
  });

  test("when it was decided before the other began, then it is refused", () => {
    expect(refused(decide(only(both), both, { keep: "session-1" }, 29))).toBe("INVALID at");
    expect(refused(decide(only(both), both, { keep: "session-9" }))).toBe("INVALID keep");
  });

  test("when a third is opened there afterwards, then it is a review of its own", () => {
    const first = only(both);
    const then = after(both, accepted(decide(first, both, { keep: "session-1" })));
    const third = aSession([["single", 2_000, 50]], {
      register: { id: "session-3" as SessionId, startedAt: at(50) },
    });
    expect(first.id).toBe("two-open:station-1:session-1");
    expect(only([...then, third], { decided: new Set([first.id]) }).id).toBe("two-open:station-1:session-3");
  });
});

describe("two sales", () => {
  const sale = (id: string, minutes: number) => ({
    ...{ id, code: "TBJ26N", price: piasters(500), soldAt: at(minutes) },
  });
  const sales = [sale("v-a", 9), sale("v-b", 3)];

  test("when one is kept, then the other is taken back; written off, the first one stays", () => {
    const review = only([], { sales });
    const back = (choice: ReviewChoice) =>
      accepted(decide(review, [], choice)).sales.map((one) => [one.id, one.frame.reason]);
    expect(back({ keep: "v-a" })).toEqual([["v-b", "review"]]);
    expect(back({ keep: "v-b" })).toEqual([["v-a", "review"]]);
    expect(back({ writeOff: "sold once" })).toEqual([["v-a", "sold once"]]);
    expect(refused(decide(review, [], { keep: "v-x" }))).toBe("INVALID keep");
  });

  test("when it is sold once more, then it is a review of its own", () => {
    const decided = new Set([only([], { sales }).id]);
    const again = only([], { sales: [sale("v-a", 9), sale("v-c", 20)], decided });
    expect(again.id).toBe("two-sales:TBJ26N:v-c");
  });
});

describe("frozen while alive", () => {
  const pause = aSegment(["paused", 0, 30], { batchId: "f", id: "0199-pause" });
  const frozen = withRows(aSession(), { segments: [pause] });
  const freezes = [{ batchId: "f" as BatchId, frozenAt: at(30), segmentIds: [pause.id] }];
  const alive = [{ from: at(0), to: at(45) }];
  const review = only([], { freezes, alive });
  const time = (facts: SessionFacts) => currentBill(facts, aContext(90).policy, at(90)).playedMs / 60_000;
  const played = (choice: ReviewChoice, facts = frozen) => {
    const [then] = after([facts], accepted(decide(review, [facts], choice, 90))) as [SessionFacts];
    return time(then);
  };

  test("when it stands, is undone, or is moved to when the café fell silent, then that much was played", () => {
    expect(time(frozen)).toBe(30);
    expect(played({ keep: "f" })).toBe(30);
    expect(played({ writeOff: "they waited" })).toBe(30);
    expect(played({ keep: "undo" })).toBe(90);
    expect(played({ keep: "true-instant" })).toBe(45);
    expect(refused(decide(review, [frozen], { keep: "x" }, 90))).toBe("INVALID keep");
  });

  test("when somebody went on before the café fell silent, then the true instant stops nobody", () => {
    const resumed = withRows(frozen, { segments: [aSegment(["single", 2_000, 40])] });
    expect(played({ keep: "true-instant" }, resumed)).toBe(90);
  });

  test("when it was closed meanwhile, then the bill that was paid stays", () => {
    const ended = closed(frozen, "c", 1, 80);
    expect(refused(decide(review, [ended], { keep: "undo" }, 90))).toBe("SESSION_ENDED");
    expect(accepted(decide(review, [ended], { keep: "f" }, 90)).sessions).toEqual([]);
  });

  test("when it was decided, then it is not asked again, whichever of its pauses is left", () => {
    expect(reviewsIn([], { freezes, alive, decided: new Set(["frozen-while-alive:f:another"]) })).toEqual([]);
    expect(
      reviewsIn([], { freezes, alive, decided: new Set(["frozen-while-alive:g:0199-pause"]) }),
    ).toHaveLength(1);
  });
});
