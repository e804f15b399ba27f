import type { SessionId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endSession } from "../sessions/end-session.ts";
import { getSession } from "../sessions/get-session.ts";
import { getStatus } from "../system/get-status.ts";
import { arrive, arriveLike } from "../testing/arrivals.ts";
import { accepted, aShop, at, type Shop } from "../testing/shop.ts";
import { listReviews } from "./list-reviews.ts";

let shop: Shop;
let sessionId: SessionId;
beforeEach(async () => {
  shop = await aShop();
  sessionId = await shop.session(await shop.station("A", 6_000));
  shop.clock.set(10);
});
afterEach(() => shop.stop());

const reviews = async () => accepted(await listReviews({}, shop.ctx)).items;
const late = (row: Parameters<typeof arrive>[2]) => ({ id: "late", session_id: sessionId, ...row });

describe("given what two writers did apart", () => {
  test("when an order arrives for a closed session, then a review with the signed difference, on the session too", async () => {
    const ended = accepted(await endSession({ sessionId }, shop.ctx));
    expect(await reviews()).toEqual([]);
    const two = {
      menu_item_id: "m",
      name: "Tea",
      name_ar: "شاي",
      quantity: 2,
      unit_price: 750,
      ordered_at: at(9),
    };
    await arrive(shop.client, "ps_session_orders", late(two));
    const [review] = await reviews();
    expect(review).toMatchObject({
      ...{ kind: "late-items", sessionIds: [sessionId], difference: 1_500, stationId: null },
      versions: [
        { rowId: ended.closing?.id, at: at(10), amount: 1_000 },
        { rowId: sessionId, amount: 2_500 },
      ],
    });
    expect(review?.id).toBe(`late-items:${sessionId}:${ended.closing?.id}`);
    expect(accepted(await getSession({ sessionId }, shop.ctx)).reviews).toMatchObject([
      { id: review?.id, difference: 1_500 },
    ]);
    expect(accepted(await getStatus({}, shop.ctx)).reviews).toBe(1);
  });

  test("when both closed it, then a review with both amounts; the greatest stamp holds; no payment is dropped", async () => {
    const payment = { amount: piasters(1_000), method: "cash" } as const;
    accepted(await endSession({ sessionId, payment }, shop.ctx));
    const theirs = { id: "theirs", receipt_no: "P-1", discount: 200, payable: 800, round_to: 1 };
    await arriveLike(shop.client, "ps_session_closings", "true", theirs);
    const paid = { id: "p", closing_id: "theirs", amount: 800 };
    await arriveLike(shop.client, "ps_payments", "true", paid);
    expect(await reviews()).toMatchObject([
      {
        kind: "two-closings",
        difference: -200,
        versions: [{ rowId: "theirs", amount: 800 }, { amount: 1_000 }],
      },
    ]);
    const session = accepted(await getSession({ sessionId }, shop.ctx));
    expect(session.closing?.id).toBe("theirs");
    expect(session.payments.map((one) => one.amount)).toEqual([1_000, 800]);
  });

  test("when the owner has decided, then it is not asked again", async () => {
    accepted(await endSession({ sessionId }, shop.ctx));
    await arrive(shop.client, "ps_session_charges", late({ amount: 500, reason: "pad", charged_at: at(9) }));
    const [review] = await reviews();
    const decided = { id: String(review?.id), keep: "x", resolved_at: at(11), by: "owner" };
    await arrive(shop.client, "review_resolutions", decided);
    expect([await reviews(), accepted(await getStatus({}, shop.ctx)).reviews]).toEqual([[], 0]);
  });

  test("when a segment arrives that begins after the end, then it counts for nothing and lasts for nothing", async () => {
    accepted(await endSession({ sessionId }, shop.ctx));
    await arriveLike(shop.client, "ps_session_segments", "true", { id: "late", started_at: at(12) });
    const session = accepted(await getSession({ sessionId }, shop.ctx));
    expect([await reviews(), session.bill.time]).toEqual([[], 1_000]);
    expect(session.segments.map((one) => [one.startedAt, one.endedAt])).toEqual([
      [at(0), at(10)],
      [at(12), at(12)],
    ]);
  });
});
