import type { BatchId, ClosingId, SessionId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { freezeAll } from "../outage/freeze-all.ts";
import { resumeAll } from "../outage/resume-all.ts";
import { undoOutage } from "../outage/undo-outage.ts";
import { accepted, anId, aShop, at, type Shop } from "../testing/shop.ts";
import { addCharge } from "./add-charge.ts";
import { addOrder } from "./add-order.ts";
import { addPayment } from "./add-payment.ts";
import { changeMode } from "./change-mode.ts";
import { editSession } from "./edit-session.ts";
import { endSession } from "./end-session.ts";
import { getSession } from "./get-session.ts";
import { moveSession } from "./move-session.ts";
import { pauseSession } from "./pause-session.ts";
import type { PresentedSession } from "./present-session.ts";
import { reopenSession } from "./reopen-session.ts";
import { resumeSession } from "./resume-session.ts";
import { startSession } from "./start-session.ts";
import { transferSession } from "./transfer-session.ts";
import { voidCharge, voidOrder } from "./void-item.ts";

let shop: Shop;
afterEach(() => shop.stop());

/** An evening of one customer, in which every command that answers a session is given. */
async function evening(ctx: Context, check: (what: string, answered: PresentedSession) => Promise<void>) {
  const menuItemId = await shop.menuItem(1_500);
  const [here, there, elsewhere] = [
    await shop.station("A"),
    await shop.station("B"),
    await shop.station("C"),
  ];
  let minute = 0;
  const one = async (what: string, command: Promise<Parameters<typeof accepted<PresentedSession>>[0]>) => {
    const answered = accepted(await command);
    await check(what, answered);
    minute += 7;
    shop.clock.set(minute);
    return answered;
  };
  const { id: sessionId } = await one("start", startSession({ stationId: here, notes: "by the door" }, ctx));
  const order = { sessionId, menuItemId, at: at(7) };
  const { orders } = await one("order", addOrder({ ...order, id: anId(), quantity: 2 }, ctx));
  await one("order at once, of a smaller id", addOrder({ ...order, quantity: 1 }, ctx));
  const { charges } = await one(
    "charge",
    addCharge({ sessionId, amount: piasters(500), reason: "pad" }, ctx),
  );
  await one("pause", pauseSession({ sessionId }, ctx));
  await one("resume", resumeSession({ sessionId }, ctx));
  await one("mode", changeMode({ sessionId, mode: "multi" }, ctx));
  await one("move", moveSession({ sessionId, stationId: there }, ctx));
  await one("edit", editSession({ sessionId, startedAt: at(2), timerMinutes: 900, notes: null }, ctx));
  await one("void an order", voidOrder({ targetId: orders[0]?.id ?? "", reason: "spilt" }, ctx));
  await one("void a charge", voidCharge({ targetId: charges[0]?.id ?? "" }, ctx));
  const other = await one("another starts", startSession({ stationId: elsewhere, mode: "multi" }, ctx));
  const from = { sessionId: other.id, toSessionId: sessionId, includeOrders: true };
  await one("transfer", transferSession(from, ctx));
  await one("charge after a transfer", addCharge({ sessionId, amount: piasters(250), reason: "pad" }, ctx));
  await frozen(ctx, one);
  const { closing } = await one("end", endSession({ sessionId }, ctx));
  const closingId = closing?.id as ClosingId;
  await one("pay", addPayment({ closingId, amount: piasters(100), method: "card" }, ctx));
  await one("reopen", reopenSession({ closingId, reason: "not yet" }, ctx));
  await one("resume again", resumeSession({ sessionId }, ctx));
  const payment = { amount: piasters(100), method: "cash" as const };
  await one("end and pay", endSession({ sessionId, payment }, ctx));
}

/** The power goes out, comes back, and it was a mistake: each answers the sessions that it touched. */
async function frozen(
  ctx: Context,
  one: (what: string, command: Promise<Parameters<typeof accepted<PresentedSession>>[0]>) => Promise<unknown>,
) {
  const each = async (what: string, { sessions }: { sessions: readonly PresentedSession[] }) => {
    expect(sessions.length).toBeGreaterThan(0);
    for (const session of sessions) await one(what, Promise.resolve({ ok: true, value: session }));
  };
  const [first, second] = [anId<BatchId>(), anId<BatchId>()];
  await each("freeze", accepted(await freezeAll({ id: first }, ctx)));
  await each("resume all", accepted(await resumeAll({ freezeBatchId: first }, ctx)));
  await each("freeze again", accepted(await freezeAll({ id: second }, ctx)));
  await each("undo", accepted(await undoOutage({ batchId: second }, ctx)));
}

test.each(["local", "edge"] as const)(
  "given any command on the %s host, then what it answers is what is read afterwards",
  async (host) => {
    shop = await aShop({ host });
    let checked = 0;
    await evening(shop.ctx, async (what, answered) => {
      const read = accepted(await getSession({ sessionId: answered.id as SessionId }, shop.ctx));
      expect(answered, what).toEqual(read);
      checked += 1;
    });
    expect(checked).toBeGreaterThan(20);
  },
);

test("given rows that the primary has, when another is written here, then the answer says so as the next read does", async () => {
  shop = await aShop();
  const sessionId = await shop.session(await shop.station());
  const sent = "UPDATE $ SET synced_at = '2026-11-22T19:00:00.000Z'";
  for (const table of ["ps_sessions", "ps_session_segments"])
    await shop.client.execute(sent.replace("$", table));
  expect(accepted(await getSession({ sessionId }, shop.ctx)).synced).toBe(true);
  const answered = accepted(await addCharge({ sessionId, amount: piasters(1), reason: "pad" }, shop.ctx));
  expect(answered.synced).toBe(false);
  expect(answered).toEqual(accepted(await getSession({ sessionId }, shop.ctx)));
});
