import { describe, expect, test } from "vitest";
import type { ClosingId, PaymentId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { anEnd, closed, MISTAKE, stamped, TEA } from "../testing/a-closed-session.ts";
import {
  aCharge,
  aContext,
  accepted,
  anOrder,
  aPolicy,
  aSession,
  aTransfer,
  at,
  aVoid,
  refused,
  withRows,
} from "../testing/a-session.ts";
import { billAt, currentBill } from "./bill.ts";
import { paidOf } from "./closing.ts";
import { decideCharge } from "./decide-charge.ts";
import { decideEnd, type EndCommand } from "./decide-end.ts";
import { decideOrder } from "./decide-order.ts";
import { decidePayment } from "./decide-payment.ts";
import { decideVoid } from "./decide-void.ts";
import type { SessionFacts } from "./facts.ts";

describe("orders, charges and their voids", () => {
  test("given an open session, when ordered, then names and price are kept as they are now", () => {
    const row = accepted(decideOrder(aSession(), TEA, { quantity: 2, at: at(5) }, aContext(5)));
    expect(row).toMatchObject({
      name: "Tea",
      nameAr: "شاي",
      quantity: 2,
      unitPrice: 1_500,
      orderedAt: at(5),
    });
    const command = { quantity: 1_000, at: at(5) };
    expect(refused(decideOrder(aSession(), TEA, command, aContext(5)))).toBe("INVALID quantity");
    expect(refused(decideOrder(closed(aSession()), TEA, { quantity: 1, at: at(5) }, aContext(61)))).toBe(
      "SESSION_ENDED",
    );
  });

  test("given a charge, then it is something and has a reason", () => {
    const charge = (amount: number, reason: string) =>
      decideCharge(aSession(), { amount: piasters(amount), reason, at: at(5) }, aContext(5));
    expect(accepted(charge(250, "pad"))).toMatchObject({ amount: 250, reason: "pad", chargedAt: at(5) });
    expect(refused(charge(0, "  "))).toBe("INVALID amount reason");
    expect(refused(charge(10_000_001, "x"))).toBe("INVALID amount");
  });

  test("given an order, when voided, then once, while the session is open", () => {
    const facts = aSession(undefined, {
      orders: [anOrder("order-1", 700)],
      charges: [aCharge("charge-1", 50)],
    });
    const command = { ...MISTAKE, target: "order" as const, id: "order-1" };
    const row = accepted(decideVoid(facts, command, aContext(70)));
    expect(row).toMatchObject({
      id: "order-1",
      targetTable: "ps_session_orders",
      sessionId: "session-1",
      by: "Mona",
    });
    const after = withRows(facts, { voids: [row] });
    expect(billAt(after, aPolicy(), at(0))).toMatchObject({ orders: 0, charges: 50 });
    expect(refused(decideVoid(after, command, aContext(70)))).toBe("ALREADY_VOIDED");
    expect(refused(decideVoid(facts, { ...command, id: "charge-1" }, aContext(70)))).toBe("NOT_FOUND");
    expect(refused(decideVoid(closed(facts), command, aContext(70)))).toBe("SESSION_ENDED");
    expect(refused(decideVoid(facts, command, aContext(60)))).toBe("INVALID at");
  });
});

describe("the bill of what came late", () => {
  test("given a closing, when time goes on, then its bill does not", () => {
    const facts = closed(aSession());
    expect(billAt(facts, aPolicy(), at(500))).toEqual(billAt(facts, aPolicy(), at(60)));
    expect(billAt(facts, aPolicy(), at(30)).playedMs).toBe(30 * 60_000);
  });

  test("given a discount on what was voided since, then it is never more than the bill", () => {
    const command = anEnd({ discount: piasters(3_000), discountReason: "friend" });
    const facts = aSession(undefined, { orders: [anOrder("order-1", 1_500)] });
    const { closing } = accepted(decideEnd(facts, command, aContext(60)));
    const after = withRows(facts, { closings: [stamped(closing)], voids: [aVoid("order-1")] });
    expect(currentBill(after, aPolicy(), at(90))).toMatchObject({
      subtotal: 2_000,
      discount: 2_000,
      payable: 0,
    });
  });

  test("given more moved out than exists, then the bill says so and still adds up", () => {
    const facts = aSession([], { transfersOut: [aTransfer("out", 700)] });
    const bill = billAt(facts, aPolicy(), at(0), piasters(100));
    expect(bill).toMatchObject({ subtotal: -700, discount: 0, payable: -500, rounding: 200 });
  });
});

describe("end and payment", () => {
  const facts = aSession(undefined, { orders: [anOrder("order-1", 1_500)] });

  test("given a session, when it ends with its money, then the closing keeps every component", () => {
    const payment = { id: "pay-1" as PaymentId, amount: piasters(3_000), method: "cash" };
    const command = anEnd({
      id: "c" as ClosingId,
      discount: piasters(600),
      discountReason: "friend",
      payment,
    });
    const decision = accepted(
      decideEnd(facts, { ...command, expectedPayable: piasters(3_000) }, aContext(61)),
    );
    expect(decision.closing).toEqual({
      id: "c",
      sessionId: "session-1",
      endedAt: at(60),
      receiptNo: "A-1",
      playedMs: 3_600_000,
      billedMinutes: 60,
      time: 2_000,
      orders: 1_500,
      charges: 0,
      transfersIn: 0,
      transfersOut: 0,
      subtotal: 3_500,
      discount: 600,
      discountReason: "friend",
      rounding: 100,
      payable: 3_000,
      billingIncrementSeconds: 60,
      minimumCharge: 0,
      roundTo: 500,
      limitAction: "alert",
      closedBy: "Mona",
      closedAt: at(61),
    });
    expect(decision.payment).toEqual({
      id: "pay-1",
      closingId: "c",
      sessionId: "session-1",
      amount: 3_000,
      method: "cash",
      takenAt: at(61),
    });
    expect(decision.bill.lines.map((line) => [line.key, line.amount])).toEqual([
      ["time.single", 2_000],
      ["order", 1_500],
      ["discount", -600],
      ["rounding", 100],
    ]);
  });

  test("given a screen that showed something else, then the fresh bill comes back", () => {
    const result = decideEnd(facts, anEnd({ expectedPayable: piasters(3_000) }), aContext(60));
    expect(refused(result)).toBe("BILL_CHANGED");
    expect(!result.ok && "bill" in result.error && result.error.bill.payable).toBe(3_500);
  });

  test("given a discount or money out of bounds, then the field is named", () => {
    const ending = (command: Partial<EndCommand>) => refused(decideEnd(facts, anEnd(command), aContext(60)));
    expect(ending({ discount: piasters(3_501), discountReason: "x" })).toBe("INVALID discount");
    expect(ending({ discount: piasters(-1), discountReason: "x" })).toBe("INVALID discount");
    expect(ending({ discount: piasters(1) })).toBe("INVALID discountReason");
    expect(ending({ payment: { amount: piasters(3_501), method: "cash" } })).toBe("INVALID payment.amount");
    expect(ending({ payment: { amount: piasters(0), method: "cash" } })).toBe("INVALID payment.amount");
    expect(ending({ at: at(62.001) })).toBe("INVALID at");
    expect(refused(decideEnd(closed(facts), anEnd(), aContext(60)))).toBe("SESSION_ENDED");
  });

  test("given a discount of all of it, then nothing is owed; a reason is kept where there is a discount", () => {
    const reasonOf = (discount: number) => {
      const command = anEnd({ discount: piasters(discount), discountReason: "friend" });
      return accepted(decideEnd(facts, command, aContext(60))).closing;
    };
    expect(reasonOf(3_500)).toMatchObject({ payable: 0, discount: 3_500, discountReason: "friend" });
    expect([reasonOf(1).discountReason, reasonOf(0).discountReason]).toEqual(["friend", null]);
  });

  test("given more money than is owed, then it says how much is: never less than nothing", () => {
    const taken = (amount: number) => ({
      ...{ id: "p" as PaymentId, closingId: "closing-1" as ClosingId, sessionId: facts.session.id },
      ...{ amount: piasters(amount), method: "cash", takenAt: at(60) },
    });
    const owed = (paid: number) => {
      const after = withRows(closed(facts), { payments: [taken(paid)] });
      const command = {
        closingId: "closing-1" as ClosingId,
        amount: piasters(9_000),
        method: "cash",
        at: at(90),
      };
      const result = decidePayment(after, command, aContext(90));
      return result.ok ? [] : result.error.fields?.map((field) => field.message);
    };
    expect(owed(3_000)).toEqual(["is more than the 500 that are owed"]);
    expect(owed(3_500)).toEqual(["is more than the 0 that are owed"]);
    expect(owed(5_000)).toEqual(["is more than the 0 that are owed"]);
  });

  test("given money taken in parts, then at most what is owed, never at a voided closing", () => {
    const after = closed(facts);
    const pay = (all: SessionFacts, amount: number, closingId = "closing-1") =>
      decidePayment(
        all,
        { closingId: closingId as ClosingId, amount: piasters(amount), method: "cash", at: at(90) },
        aContext(90),
      );
    const first = accepted(pay(after, 2_000));
    expect(first).toMatchObject({ closingId: "closing-1", amount: 2_000, takenAt: at(90) });
    const half = withRows(after, { payments: [first] });
    expect(paidOf(half)).toBe(2_000);
    expect(refused(pay(half, 1_501))).toBe("INVALID amount");
    const second = accepted(pay(half, 1_500));
    const whole = withRows(half, { payments: [{ ...second, id: "pay-2" as PaymentId }] });
    const back = accepted(decideVoid(whole, { ...MISTAKE, target: "payment", id: "pay-2" }, aContext(90)));
    expect(paidOf(withRows(whole, { voids: [back] }))).toBe(2_000);
    expect(refused(pay(after, 1, "other"))).toBe("NOT_FOUND");
    expect(refused(pay(withRows(after, { voids: [aVoid("closing-1")] }), 1))).toBe("CLOSING_VOIDED");
  });
});
