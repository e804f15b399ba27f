import type { ClosingId, MenuItemId, SessionId, StationId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deleteStation } from "../stations/delete-station.ts";
import { updateStation } from "../stations/update-station.ts";
import { accepted, anId, aShop, at, refused, type Shop } from "../testing/shop.ts";
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
import { transferSession } from "./transfer-session.ts";
import { voidCharge, voidOrder } from "./void-item.ts";

let shop: Shop;
let stationId: StationId;
beforeEach(async () => {
  shop = await aShop();
  stationId = await shop.station("A", 6_000);
});
afterEach(() => shop.stop());

const money = piasters(100);

/** Every command about an open session, as it is sent with `at`. */
function commands(sessionId: SessionId, more: { at?: ReturnType<typeof at> } = {}) {
  const { ctx } = shop;
  const target = { sessionId, ...more };
  return {
    pause: () => pauseSession(target, ctx),
    resume: () => resumeSession(target, ctx),
    mode: () => changeMode({ ...target, mode: "multi" }, ctx),
    move: async () => moveSession({ ...target, stationId: await shop.station("free") }, ctx),
    order: async () => addOrder({ ...target, menuItemId: await shop.menuItem(1), quantity: 1 }, ctx),
    charge: () => addCharge({ ...target, amount: money, reason: "pad" }, ctx),
    edit: () => editSession({ ...target, timerMinutes: 5 }, ctx),
    transfer: async () => {
      const toSessionId = await shop.session(await shop.station("other"));
      return transferSession({ ...target, toSessionId, includeOrders: true }, ctx);
    },
    end: () => endSession(target, ctx),
  };
}

async function told(all: Record<string, () => Promise<Parameters<typeof refused>[0]>>) {
  const answers: Record<string, string> = {};
  for (const [name, send] of Object.entries(all)) answers[name] = refused(await send());
  return answers;
}
const all = (code: string) =>
  Object.fromEntries(Object.keys(commands("" as SessionId)).map((name) => [name, code]));

describe("given a closed session", () => {
  test("when anything more is to happen to it, whatever its instant, then SESSION_ENDED", async () => {
    const sessionId = await shop.session(stationId);
    const orderId = await shop.order(sessionId, 500);
    const charged = await addCharge({ sessionId, amount: money, reason: "pad" }, shop.ctx);
    shop.clock.set(10);
    accepted(await endSession({ sessionId }, shop.ctx));
    shop.clock.set(20);
    expect(await told(commands(sessionId))).toEqual(all("SESSION_ENDED"));
    expect(await told(commands(sessionId, { at: at(5) }))).toEqual(all("SESSION_ENDED"));
    expect(refused(await voidOrder({ targetId: orderId }, shop.ctx))).toBe("SESSION_ENDED");
    const chargeId = String(accepted(charged).charges[0]?.id);
    expect(refused(await voidCharge({ targetId: chargeId }, shop.ctx))).toBe("SESSION_ENDED");
    const back = { sessionId: await shop.session(stationId), toSessionId: sessionId, includeOrders: true };
    expect(refused(await transferSession(back, shop.ctx))).toBe("SESSION_ENDED");
  });
});

describe("given an unknown id", () => {
  test("then NOT_FOUND, or the field that names it", async () => {
    const { ctx } = shop;
    const nobody = anId<SessionId>();
    expect(await told(commands(nobody))).toEqual(all("NOT_FOUND"));
    const closingId = anId<ClosingId>();
    expect(
      await told({
        get: () => getSession({ sessionId: nobody }, ctx),
        start: () => startSession({ stationId: anId() }, ctx),
        voidOrder: () => voidOrder({ targetId: anId() }, ctx),
        voidCharge: () => voidCharge({ targetId: anId() }, ctx),
        pay: () => addPayment({ closingId, amount: money, method: "cash" }, ctx),
        reopen: () => reopenSession({ closingId, reason: "x" }, ctx),
        update: () => updateStation({ id: anId(), name: "x" }, ctx),
        delete: () => deleteStation({ id: anId() }, ctx),
      }),
    ).toEqual({
      ...{ get: "NOT_FOUND", start: "NOT_FOUND", voidOrder: "NOT_FOUND", voidCharge: "NOT_FOUND" },
      ...{ pay: "NOT_FOUND", reopen: "NOT_FOUND", update: "NOT_FOUND", delete: "NOT_FOUND" },
    });
    const sessionId = await shop.session(stationId);
    const order = { sessionId, menuItemId: anId<MenuItemId>(), quantity: 1 };
    expect(refused(await addOrder(order, ctx))).toBe("INVALID menuItemId");
    const transfer = { sessionId, toSessionId: nobody, includeOrders: true };
    expect(refused(await transferSession(transfer, ctx))).toBe("INVALID toSessionId");
    expect(refused(await transferSession({ ...transfer, toSessionId: sessionId }, ctx))).toBe(
      "INVALID toSessionId",
    );
    expect(refused(await moveSession({ sessionId, stationId: anId() }, ctx))).toBe("NOT_FOUND");
  });
});

describe("given the instant of a command", () => {
  test("when it is before the start, or more than two minutes ahead, then INVALID at", async () => {
    shop.clock.set(10);
    const sessionId = await shop.session(stationId);
    shop.clock.set(20);
    expect(await told(commands(sessionId, { at: at(9) }))).toEqual(all("INVALID at"));
    expect(await told(commands(sessionId, { at: at(22.01) }))).toEqual(all("INVALID at"));
    expect(accepted(await pauseSession({ sessionId, at: at(22) }, shop.ctx)).segments).toHaveLength(2);
  });

  test("when it lies in the past, then the command is put where it belongs and decided on the state of then", async () => {
    const { ctx, clock } = shop;
    const sessionId = await shop.session(stationId);
    clock.set(30);
    accepted(await pauseSession({ sessionId, at: at(20) }, ctx));
    accepted(await pauseSession({ sessionId, at: at(5) }, ctx)); // the phone delivers late
    expect(refused(await pauseSession({ sessionId, at: at(7) }, ctx))).toBe("ALREADY_PAUSED");
    accepted(await resumeSession({ sessionId, at: at(10) }, ctx));
    expect(refused(await resumeSession({ sessionId, at: at(15) }, ctx))).toBe("NOT_PAUSED");
    // 0–5 and 10–20 played
    expect(accepted(await getSession({ sessionId }, ctx))).toMatchObject({
      status: "paused",
      bill: { time: 1_500 },
    });
  });

  test("when a start is dated back, then by 24 hours at most, and not into the session before it", async () => {
    const { ctx, clock } = shop;
    const day = 24 * 60;
    const start = (minutes: number) => startSession({ stationId, at: at(minutes) }, ctx);
    expect(refused(await start(-day - 1))).toBe("INVALID at");
    expect(refused(await start(3))).toBe("INVALID at");
    const first = accepted(await start(-60)).id;
    expect(accepted(await getSession({ sessionId: first }, ctx)).bill.time).toBe(6_000);
    clock.set(10);
    accepted(await endSession({ sessionId: first }, ctx));
    clock.set(20);
    expect(refused(await start(9))).toBe("INVALID at");
    const second = accepted(await start(10)).id;
    const edit = (minutes: number) => editSession({ sessionId: second, startedAt: at(minutes) }, ctx);
    expect(refused(await edit(9))).toBe("INVALID startedAt");
    expect(refused(await edit(21))).toBe("INVALID startedAt");
    expect(accepted(await edit(15)).startedAt).toBe(at(15));
  });
});

describe("given stations", () => {
  test("when one is taken, out of order or gone, then nobody starts there or moves there", async () => {
    const { ctx } = shop;
    const sessionId = await shop.session(stationId);
    const broken = await shop.station("broken");
    accepted(await updateStation({ id: broken, outOfOrder: true }, ctx));
    const gone = await shop.station("gone");
    accepted(await deleteStation({ id: gone }, ctx));
    const taken = await shop.station("taken");
    await shop.session(taken);
    expect(refused(await startSession({ stationId }, ctx))).toBe("STATION_BUSY");
    expect(refused(await startSession({ stationId: broken }, ctx))).toBe("STATION_OUT_OF_ORDER");
    expect(refused(await startSession({ stationId: gone }, ctx))).toBe("NOT_FOUND");
    expect(refused(await moveSession({ sessionId, stationId: taken }, ctx))).toBe("STATION_BUSY");
    expect(refused(await moveSession({ sessionId, stationId: broken }, ctx))).toBe("STATION_OUT_OF_ORDER");
    expect(refused(await moveSession({ sessionId, stationId: gone }, ctx))).toBe("NOT_FOUND");
    expect(refused(await moveSession({ sessionId, stationId }, ctx))).toBe("INVALID stationId");
  });

  test("when somebody plays where a session was, then it is not reopened there", async () => {
    const { ctx } = shop;
    const sessionId = await shop.session(stationId);
    const closingId = accepted(await endSession({ sessionId }, ctx)).closing?.id as ClosingId;
    await shop.session(stationId);
    expect(refused(await reopenSession({ closingId, reason: "x" }, ctx))).toBe("STATION_BUSY");
  });
});

describe("given amounts and words out of bounds", () => {
  test("then INVALID names the field", async () => {
    const { ctx, clock } = shop;
    const sessionId = await shop.session(stationId);
    const menuItemId = await shop.menuItem(100);
    clock.set(10); // 1000 piasters
    const end = (more: object) => endSession({ sessionId, ...more }, ctx);
    expect(
      await told({
        quantity: () => addOrder({ sessionId, menuItemId, quantity: 1_000 }, ctx),
        nothing: () => addOrder({ sessionId, menuItemId, quantity: 0 }, ctx),
        charge: () => addCharge({ sessionId, amount: piasters(0), reason: "x" }, ctx),
        reason: () => addCharge({ sessionId, amount: money, reason: " " }, ctx),
        limit: () => editSession({ sessionId, costLimit: piasters(0), timerMinutes: 0 }, ctx),
        discount: () => end({ discount: piasters(1_001), discountReason: "x" }),
        discountReason: () => end({ discount: piasters(1) }),
        payment: () => end({ payment: { amount: piasters(1_001), method: "cash" } }),
      }),
    ).toEqual({
      ...{ quantity: "INVALID quantity", nothing: "INVALID quantity", charge: "INVALID amount" },
      ...{ reason: "INVALID reason", limit: "INVALID timerMinutes costLimit", discount: "INVALID discount" },
      ...{ discountReason: "INVALID discountReason", payment: "INVALID payment.amount" },
    });
    expect(refused(await startSession({ stationId: await shop.station(), timerMinutes: 0 }, ctx))).toBe(
      "INVALID timerMinutes",
    );
    expect(accepted(await getSession({ sessionId }, ctx))).toMatchObject({
      orders: [],
      charges: [],
      closing: null,
    });
  });

  test("when an order or a charge is voided twice by different commands, then ALREADY_VOIDED", async () => {
    const sessionId = await shop.session(stationId);
    const targetId = await shop.order(sessionId, 500);
    accepted(await voidOrder({ targetId, id: anId() }, shop.ctx));
    expect(refused(await voidOrder({ targetId, id: anId() }, shop.ctx))).toBe("ALREADY_VOIDED");
    expect(refused(await voidOrder({ targetId }, shop.ctx))).toBe("ALREADY_VOIDED");
  });
});
