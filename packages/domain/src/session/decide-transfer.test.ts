import { describe, expect, test } from "vitest";
import type { ClosingId, OrderId, SessionId, TransferId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { anEnd, closed, MISTAKE, stamped } from "../testing/a-closed-session.ts";
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
  stamp,
  withRows,
} from "../testing/a-session.ts";
import { billAt, currentBill } from "./bill.ts";
import { effectiveClosing } from "./closing.ts";
import { decideEnd } from "./decide-end.ts";
import { decideReopen } from "./decide-reopen.ts";
import { decideTransfer } from "./decide-transfer.ts";
import type { ClosingRow, SessionFacts } from "./facts.ts";
import { statusAt } from "./timeline.ts";

describe("transfer", () => {
  const source = aSession(undefined, {
    register: { id: "session-2" as SessionId },
    orders: [anOrder("order-1", 1_600)],
    charges: [aCharge("charge-1", 250)],
    transfersIn: [aTransfer("in", 333, { toSessionId: "session-2" as SessionId })],
  });
  const target = aSession();
  const move = (includeOrders: boolean) =>
    accepted(
      decideTransfer(
        source,
        target,
        { id: "t" as TransferId, includeOrders, at: at(60), receiptNo: "A-2", by: null },
        aContext(60),
      ),
    );

  test("given a bill, when all of it moves, then nothing is left and the target pays it to the piaster", () => {
    const { transfer, closing, bill } = move(true);
    expect(transfer).toMatchObject({ time: 2_000, orders: 1_600, charges: 250, transfers: 333 });
    expect(transfer.closingId).toBe(closing.id);
    expect(closing).toMatchObject({ transfersOut: 4_183, subtotal: 0, payable: 0, rounding: 0 });
    expect(bill.lines.at(-1)).toEqual({ key: "transferOut", amount: -4_183 });
    const after = withRows(source, { transfersOut: [transfer], closings: [stamped(closing)] });
    expect(currentBill(after, aPolicy(), at(99))).toMatchObject({ subtotal: 0, payable: 0 });
    const received = withRows(target, { transfersIn: [transfer] });
    expect(billAt(received, aPolicy(), at(0)).subtotal).toBe(4_183);
  });

  test("given what had moved out before, then it is not paid here, too; the id is the client's", () => {
    const earlier = aTransfer("out", 333, { fromSessionId: "session-2" as SessionId });
    const command = { id: "t" as TransferId, includeOrders: true, at: at(60), receiptNo: "A-2", by: null };
    const moved = accepted(
      decideTransfer(withRows(source, { transfersOut: [earlier] }), target, command, aContext(60)),
    );
    expect(moved.transfer.id).toBe("t");
    expect(moved.closing).toMatchObject({ transfersOut: 4_516, subtotal: -333 });
  });

  test("given that the orders stay, then they are paid at the source", () => {
    const { transfer, closing } = move(false);
    expect(transfer).toMatchObject({ orders: 0, includeOrders: false });
    expect(closing).toMatchObject({ transfersOut: 2_583, subtotal: 1_600, rounding: -100, payable: 1_500 });
  });

  test("given a transfer, when it or its closing is voided, then both are, on both sides", () => {
    const { transfer, closing } = move(true);
    for (const id of [transfer.id, closing.id]) {
      const voids = [aVoid(id)];
      const after = withRows(source, { transfersOut: [transfer], closings: [stamped(closing)], voids });
      expect(effectiveClosing(after)).toBeNull();
      expect(billAt(after, aPolicy(), at(60)).transfersOut).toBe(0);
      expect(billAt(withRows(target, { transfersIn: [transfer], voids }), aPolicy(), at(0)).subtotal).toBe(0);
    }
  });

  test("given sessions that cannot, then it says why", () => {
    const command = { includeOrders: true, at: at(60), receiptNo: "A-2", by: null };
    const moving = (from: SessionFacts, to: SessionFacts) =>
      refused(decideTransfer(from, to, command, aContext(61)));
    expect(moving(source, source)).toBe("INVALID toSessionId");
    expect(moving(source, closed(target))).toBe("SESSION_ENDED");
    expect(moving(closed(source), target)).toBe("SESSION_ENDED");
  });
});

describe("reopen", () => {
  const reopen = (facts: SessionFacts, occupied = false, id = "closing-1") =>
    decideReopen(facts, occupied, { ...MISTAKE, closingId: id as ClosingId }, aContext(70));

  test("given a closed session, when reopened, then it is paused from its end on and the gap is free", () => {
    const facts = closed(aSession());
    const { voids, segments } = accepted(reopen(facts));
    expect(voids).toMatchObject([{ id: "closing-1", targetTable: "ps_session_closings", reason: "mistake" }]);
    expect(segments).toMatchObject([{ kind: "paused", startedAt: at(60) }]);
    const after = withRows(facts, { voids, segments });
    expect(statusAt(after, aPolicy(), at(70))).toBe("paused");
    expect(billAt(after, aPolicy(), at(90)).time).toBe(2_000);
    expect(refused(reopen(after))).toBe("ALREADY_VOIDED");
  });

  test("given two closings, when one is voided, then the other holds and nothing is paused", () => {
    const facts = closed(aSession());
    const other = { ...facts.closings[0], id: "closing-2" as ClosingId, updatedAt: stamp(0) } as ClosingRow;
    const twice = withRows(facts, { closings: [other] });
    expect(effectiveClosing(twice)?.id).toBe("closing-1");
    const { voids, segments } = accepted(reopen(twice, true));
    expect(segments).toEqual([]);
    expect(effectiveClosing(withRows(twice, { voids }))?.id).toBe("closing-2");
  });

  test("given the closing of a transfer, when reopened, then the transfer is voided with it", () => {
    const decision = accepted(
      decideTransfer(
        aSession(),
        aSession([], { register: { id: "session-9" as SessionId } }),
        { includeOrders: true, at: at(60), receiptNo: "A-2", by: null, closingId: "closing-1" as ClosingId },
        aContext(60),
      ),
    );
    const facts = withRows(aSession(), {
      transfersOut: [decision.transfer],
      closings: [stamped(decision.closing)],
    });
    const tables = accepted(reopen(facts)).voids.map((row) => row.targetTable);
    expect(tables).toEqual(["ps_session_closings", "ps_session_transfers"]);
  });

  test("given what stands in the way, then it says so", () => {
    const facts = closed(aSession());
    expect(refused(reopen(facts, true))).toBe("STATION_BUSY");
    expect(refused(reopen(facts, false, "other"))).toBe("NOT_FOUND");
    const command = { ...MISTAKE, closingId: "closing-1" as ClosingId, reason: "" };
    expect(refused(decideReopen(facts, false, command, aContext(70)))).toBe("INVALID reason");
  });

  test("given money taken before, when it ends again, then only the rest is owed", () => {
    const first = accepted(
      decideEnd(
        aSession(),
        anEnd({ id: "closing-1" as ClosingId, payment: { amount: piasters(2_000), method: "cash" } }),
        aContext(60),
      ),
    );
    const facts = withRows(aSession(), {
      closings: [stamped(first.closing)],
      payments: first.payment ? [first.payment] : [],
    });
    const { voids, segments } = accepted(reopen(facts));
    const open = withRows(facts, { voids, segments, orders: [anOrder("o" as OrderId, 700)] });
    const again = (amount: number) =>
      decideEnd(
        open,
        anEnd({ at: at(70), payment: { amount: piasters(amount), method: "cash" } }),
        aContext(70),
      );
    expect(accepted(again(500)).closing.payable).toBe(2_500);
    expect(refused(again(2_500))).toBe("INVALID payment.amount");
  });
});
