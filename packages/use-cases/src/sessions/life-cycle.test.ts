import type { MenuItemId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { updateMenuItem } from "../catalogue/menu.ts";
import { getBoard } from "../stations/get-board.ts";
import { updateStation } from "../stations/update-station.ts";
import { updateSettings } from "../system/settings.ts";
import { accepted, aShop, at, refused, type Shop } from "../testing/shop.ts";
import { addCharge } from "./add-charge.ts";
import { addOrder } from "./add-order.ts";
import { addPayment } from "./add-payment.ts";
import { changeMode } from "./change-mode.ts";
import { editSession } from "./edit-session.ts";
import { endSession } from "./end-session.ts";
import { getSession } from "./get-session.ts";
import { moveSession } from "./move-session.ts";
import { pauseSession } from "./pause-session.ts";
import { reopenSession } from "./reopen-session.ts";
import { resumeSession } from "./resume-session.ts";
import { startSession } from "./start-session.ts";
import { voidCharge, voidOrder } from "./void-item.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.stop());

describe("given an evening at one station", () => {
  test("when everything happens that can, then the bill is right to the piaster at every step", async () => {
    const { ctx, clock } = shop;
    const a = await shop.station("A", 2_000, 3_000);
    const b = await shop.station("B", 2_400, null);
    const tea = await shop.menuItem(1_500);
    const { id: sessionId } = accepted(await startSession({ stationId: a, notes: "birthday" }, ctx));
    const timeNow = async () => accepted(await getSession({ sessionId }, ctx)).bill.time;

    clock.set(30); // 30 min at 20 an hour
    expect(await timeNow()).toBe(1_000);
    accepted(await changeMode({ sessionId, mode: "multi" }, ctx));
    clock.set(50); // and 20 min at 30 an hour
    expect(await timeNow()).toBe(2_000);
    accepted(await pauseSession({ sessionId }, ctx));
    clock.set(65); // paused
    expect(await timeNow()).toBe(2_000);
    const resumed = accepted(await resumeSession({ sessionId }, ctx));
    expect(resumed.segments.map((one) => one.kind)).toEqual(["single", "multi", "paused", "multi"]);
    clock.set(75); // and 10 min at 30 an hour
    expect(await timeNow()).toBe(2_500);
    const moved = accepted(await moveSession({ sessionId, stationId: b }, ctx));
    expect([moved.stationId, moved.segments.at(-1)?.hourlyRate]).toEqual([b, 2_400]); // its one rate holds for multi
    clock.set(85.5); // and 10.5 min, charged as 11, at 24 an hour: 2500 + 440
    expect(await timeNow()).toBe(2_940);

    const withTea = accepted(await addOrder({ sessionId, menuItemId: tea, quantity: 2 }, ctx));
    const [order] = withTea.orders;
    expect(order).toMatchObject({ name: "Tea", nameAr: "شاي", quantity: 2, unitPrice: 1_500, voided: false });
    const charged = accepted(
      await addCharge({ sessionId, amount: piasters(700), reason: "broken pad" }, ctx),
    );
    expect(charged.bill).toMatchObject({ time: 2_940, orders: 3_000, charges: 700, subtotal: 6_640 });
    const wrong = accepted(await addCharge({ sessionId, amount: piasters(99), reason: "mistake" }, ctx));
    const mistake = wrong.charges.find((charge) => charge.reason === "mistake");
    const right = accepted(await voidCharge({ targetId: String(mistake?.id) }, ctx));
    expect(right.charges.map((charge) => [charge.amount, charge.voided])).toEqual([
      [700, false],
      [99, true],
    ]);

    const ended = accepted(
      await endSession(
        {
          ...{
            sessionId,
            discount: piasters(500),
            discountReason: "regular",
            expectedPayable: piasters(6_000),
          },
          payment: { amount: piasters(4_000), method: "cash" },
        },
        ctx,
      ),
    );
    // 6640 − 500 = 6140, to the nearest 500
    expect(ended).toMatchObject({ status: "ended", endedAt: at(85.5), notes: "birthday", synced: false });
    expect(ended.closing).toMatchObject({
      ...{ receiptNo: "A-1", stationId: b, time: 2_940, orders: 3_000, charges: 700, subtotal: 6_640 },
      ...{ discount: 500, discountReason: "regular", rounding: -140, payable: 6_000, closedBy: "Mona" },
      playedMs: 70.5 * 60_000,
    });
    expect(ended.bill.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(6_000);
    expect(ended.payments.map((payment) => [payment.amount, payment.method])).toEqual([[4_000, "cash"]]);

    const closingId = ended.closing?.id ?? ("" as never);
    const pay = (amount: number) =>
      addPayment({ closingId, amount: piasters(amount), method: "wallet" }, ctx);
    expect(refused(await pay(2_001))).toBe("INVALID amount");
    expect(accepted(await pay(2_000)).payments.map((payment) => payment.amount)).toEqual([4_000, 2_000]);
    expect(refused(await pay(1))).toBe("INVALID amount");
    clock.set(100); // an ended bill does not move
    expect(accepted(await getSession({ sessionId }, ctx)).bill.payable).toBe(6_000);
  });

  test("when it is reopened and ended again, then the gap is free, and money taken before counts", async () => {
    const { ctx, clock } = shop;
    const stationId = await shop.station("A", 6_000);
    const sessionId = await shop.session(stationId);
    clock.set(60);
    const payment = { amount: piasters(6_000), method: "cash" } as const;
    const first = accepted(await endSession({ sessionId, payment }, ctx));
    clock.set(70);
    const closingId = first.closing?.id ?? ("" as never);
    const open = accepted(await reopenSession({ closingId, reason: "they stay" }, ctx));
    expect(open).toMatchObject({ status: "paused", closing: null, endedAt: null });
    expect(open.segments.at(-1)).toMatchObject({ kind: "paused", startedAt: at(60), endedAt: null });
    expect(refused(await reopenSession({ closingId, reason: "again" }, ctx))).toBe("ALREADY_VOIDED");
    const again = { closingId, amount: piasters(1), method: "cash" } as const;
    expect(refused(await addPayment(again, ctx))).toBe("CLOSING_VOIDED");
    accepted(await resumeSession({ sessionId }, ctx));
    clock.set(80); // ten more minutes
    const second = { sessionId, payment: { amount: piasters(1_001), method: "cash" } } as const;
    expect(refused(await endSession(second, ctx))).toBe("INVALID payment.amount");
    const paid = { ...second, payment: { ...second.payment, amount: piasters(1_000) } };
    const ended = accepted(await endSession(paid, ctx));
    expect(ended.closing).toMatchObject({ receiptNo: "A-2", payable: 7_000, endedAt: at(80) });
    expect(ended.reviews).toEqual([]);
    const board = accepted(await getBoard({}, ctx));
    expect(board.stations[0]?.lastClosing).toMatchObject({ receiptNo: "A-2", payable: 7_000, paid: 7_000 });
  });

  test("when the bill is not the one that was told, then it is refused with the fresh one and nothing is closed", async () => {
    const { ctx, clock } = shop;
    const sessionId = await shop.session(await shop.station("A", 6_000));
    clock.set(60);
    await shop.order(sessionId, 1_000);
    const result = await endSession({ sessionId, expectedPayable: piasters(6_000) }, ctx);
    expect(result).toMatchObject({
      ok: false,
      error: { code: "BILL_CHANGED", bill: { payable: 7_000, time: 6_000 } },
    });
    expect(accepted(await getSession({ sessionId }, ctx)).status).toBe("running");
    // The end sheet was opened at 60: counting the cash does not change the bill.
    clock.set(62);
    const ended = accepted(
      await endSession({ sessionId, at: at(60), expectedPayable: piasters(7_000) }, ctx),
    );
    expect(ended).toMatchObject({ endedAt: at(60), closing: { payable: 7_000 } });
  });

  test("when the start is corrected, then time is counted from there, and the first mode reaches back", async () => {
    const { ctx, clock } = shop;
    const stationId = await shop.station("A", 6_000);
    clock.set(10);
    const sessionId = await shop.session(stationId);
    clock.set(20);
    const edited = accepted(await editSession({ sessionId, startedAt: at(0) }, ctx));
    expect([edited.startedAt, edited.bill.time]).toEqual([at(0), 2_000]);
    const later = accepted(await editSession({ sessionId, startedAt: at(15) }, ctx));
    expect([later.startedAt, later.bill.time]).toEqual([at(15), 500]);
    accepted(await editSession({ sessionId, notes: "x", timerMinutes: 30, costLimit: piasters(5_000) }, ctx));
    const cleared = accepted(await editSession({ sessionId, notes: null, timerMinutes: null }, ctx));
    expect(cleared).toMatchObject({ notes: null, timerMinutes: null, costLimit: 5_000, startedAt: at(15) });
  });

  test("when the price of the menu or the station changes, then orders and segments keep theirs", async () => {
    const { ctx, clock } = shop;
    const stationId = await shop.station("A", 6_000, null);
    const sessionId = await shop.session(stationId);
    const orderId = await shop.order(sessionId, 1_000);
    const [order] = accepted(await getSession({ sessionId }, ctx)).orders;
    accepted(await updateMenuItem({ id: order?.menuItemId as MenuItemId, price: piasters(9_000) }, ctx));
    clock.set(60);
    accepted(await updateStation({ id: stationId, hourlyRate: 12_000 as never }, ctx));
    const before = accepted(await getSession({ sessionId }, ctx));
    expect([before.bill.time, before.bill.orders]).toEqual([6_000, 1_000]);
    accepted(await pauseSession({ sessionId }, ctx));
    accepted(await resumeSession({ sessionId }, ctx)); // at today's rate
    clock.set(90);
    expect(accepted(await getSession({ sessionId }, ctx)).bill.time).toBe(12_000);
    const voided = accepted(await voidOrder({ targetId: orderId, reason: "cold" }, ctx));
    expect([voided.bill.orders, voided.orders[0]?.voided]).toEqual([0, true]);
  });
});

describe("given the setting limitAction = pause", () => {
  test("when the timer runs out unnoticed, then nothing more is billed, and raising it writes the pause down", async () => {
    const { ctx, clock } = shop;
    accepted(await updateSettings({ limitAction: "pause" }, ctx));
    const stationId = await shop.station("A", 6_000);
    const sessionId = await shop.session(stationId, { timerMinutes: 30 });
    clock.set(45);
    const reached = accepted(await getSession({ sessionId }, ctx));
    expect(reached).toMatchObject({ status: "paused", bill: { time: 3_000 } });
    expect(reached.segments).toHaveLength(1); // derived, not written
    expect(refused(await pauseSession({ sessionId }, ctx))).toBe("ALREADY_PAUSED");
    const raised = accepted(await editSession({ sessionId, timerMinutes: 60 }, ctx));
    expect(raised.segments.map((one) => [one.kind, one.startedAt])).toEqual([
      ["single", at(0)],
      ["paused", at(30)],
      ["single", at(45)],
    ]);
    clock.set(60);
    expect(accepted(await getSession({ sessionId }, ctx)).bill.time).toBe(4_500);
    clock.set(200); // and it is armed again: 60 minutes played
    expect(accepted(await getSession({ sessionId }, ctx))).toMatchObject({
      status: "paused",
      bill: { time: 6_000 },
    });
    const ended = accepted(await endSession({ sessionId }, ctx));
    expect(ended.closing).toMatchObject({ payable: 6_000, policy: { limitAction: "pause" } });
    expect(ended.reviews).toEqual([]);
  });

  test("when a session that the limit paused is resumed, then the pause is written down and it goes on", async () => {
    const { ctx, clock } = shop;
    accepted(await updateSettings({ limitAction: "pause" }, ctx));
    const sessionId = await shop.session(await shop.station("A", 6_000), { costLimit: piasters(1_000) });
    clock.set(30);
    expect(accepted(await getSession({ sessionId }, ctx))).toMatchObject({
      status: "paused",
      bill: { time: 1_000 },
    });
    const resumed = await resumeSession({ sessionId }, ctx);
    if (!resumed.ok) throw new Error(JSON.stringify(resumed));
    expect(resumed.value.segments.map((one) => [one.kind, one.startedAt])).toEqual([
      ["single", at(0)],
      ["paused", at(10)],
      ["single", at(30)],
    ]);
  });
});
