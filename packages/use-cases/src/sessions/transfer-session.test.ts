import type { ClosingId, SessionId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listReviews } from "../reviews/list-reviews.ts";
import { getBoard } from "../stations/get-board.ts";
import { accepted, aShop, interrupted, refused, type Shop } from "../testing/shop.ts";
import { addCharge } from "./add-charge.ts";
import { endSession } from "./end-session.ts";
import { getSession } from "./get-session.ts";
import { reopenSession } from "./reopen-session.ts";
import { transferSession } from "./transfer-session.ts";

let shop: Shop;
let source: SessionId;
let target: SessionId;
/** Half an hour at 60 and at 20 an hour; the source has an order of 700 and a charge of 300. */
beforeEach(async () => {
  shop = await aShop();
  source = await shop.session(await shop.station("A", 6_000));
  target = await shop.session(await shop.station("B", 2_000));
  await shop.order(source, 700);
  accepted(await addCharge({ sessionId: source, amount: piasters(300), reason: "pad" }, shop.ctx));
  shop.clock.set(30);
});
afterEach(() => shop.stop());

const bill = async (sessionId: SessionId) => accepted(await getSession({ sessionId }, shop.ctx)).bill;
const move = async (includeOrders: boolean) =>
  accepted(await transferSession({ sessionId: source, toSessionId: target, includeOrders }, shop.ctx));

test("given a transfer with the orders, then the source owes nothing and the target all of it", async () => {
  const closed = await move(true);
  expect(closed).toMatchObject({
    id: source,
    status: "ended",
    closing: { payable: 0, transfersOut: 4_000, subtotal: 0 },
  });
  expect(closed.transfersOut).toMatchObject([
    { time: 3_000, orders: 700, charges: 300, transfers: 0, voided: false },
  ]);
  expect(await bill(target)).toMatchObject({ time: 1_000, transfersIn: 4_000, payable: 5_000 });
  expect(refused(await endSession({ sessionId: source }, shop.ctx))).toBe("SESSION_ENDED");
  const ended = accepted(await endSession({ sessionId: target }, shop.ctx));
  expect([ended.closing?.payable, ended.reviews]).toEqual([5_000, []]);
  expect(accepted(await listReviews({}, shop.ctx)).items).toEqual([]);
});

test("given a transfer without the orders, then they are paid at the source", async () => {
  const closed = await move(false);
  expect(closed.closing).toMatchObject({ orders: 700, transfersOut: 3_300, subtotal: 700, payable: 500 });
  expect((await bill(target)).transfersIn).toBe(3_300);
});

test("given two transfers in a row, then the second carries what the first one brought", async () => {
  await move(true);
  const third = await shop.session(await shop.station("C", 2_000));
  const input = { sessionId: target, toSessionId: third, includeOrders: true };
  const closed = accepted(await transferSession(input, shop.ctx));
  expect(closed.transfersOut[0]).toMatchObject({ time: 1_000, transfers: 4_000 });
  expect([closed.closing?.payable, (await bill(third)).transfersIn]).toEqual([0, 5_000]);
});

describe("given a transfer whose closing is reopened", () => {
  const reopen = async (closed: Awaited<ReturnType<typeof move>>) =>
    reopenSession({ closingId: closed.closing?.id as ClosingId, reason: "they split" }, shop.ctx);

  test("then both bills are as if it had not been, and the source goes on paused", async () => {
    const opened = accepted(await reopen(await move(true)));
    expect(opened).toMatchObject({ status: "paused", bill: { subtotal: 4_000, transfersOut: 0 } });
    expect(opened.transfersOut[0]?.voided).toBe(true);
    const other = accepted(await getSession({ sessionId: target }, shop.ctx));
    expect([other.bill.payable, other.transfersIn[0]?.voided]).toEqual([1_000, true]);
    const board = accepted(await getBoard({}, shop.ctx));
    expect(board.stations.map((station) => station.session?.id)).toEqual([source, target]);
    const again = await move(true); // and it can be moved again
    expect([again.closing?.receiptNo, (await bill(target)).transfersIn]).toEqual(["A-2", 4_000]);
  });

  test("when the target has paid already, then its closed bill is a review with the signed difference", async () => {
    const closed = await move(true);
    accepted(await endSession({ sessionId: target }, shop.ctx));
    accepted(await reopen(closed));
    const { items } = accepted(await listReviews({}, shop.ctx));
    expect(items).toMatchObject([{ kind: "late-items", sessionIds: [target], difference: -4_000 }]);
  });

  test("when that happens between the read and the write of the target's end, then the end is decided on the fresh bill", async () => {
    const closed = await move(true);
    const meanwhile = interrupted(shop.ctx, 1, () => reopen(closed));
    const ended = accepted(await endSession({ sessionId: target }, meanwhile));
    expect([ended.closing?.payable, ended.reviews]).toEqual([1_000, []]);
  });
});
