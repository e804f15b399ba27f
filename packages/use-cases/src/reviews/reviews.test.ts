import type { SessionId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endSession } from "../sessions/end-session.ts";
import { getSession } from "../sessions/get-session.ts";
import { getStatus } from "../system/get-status.ts";
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
/** As a merge from another writer brings it: past the guards of the commands. */
const arrives = (sql: string) => shop.client.execute(sql);
const STAMP = "'2026-11-22T19:30:00.000Z-0000-elsewher'";

describe("given what two writers did apart", () => {
  test("when an order arrives for a closed session, then a review with the signed difference, on the session too", async () => {
    const ended = accepted(await endSession({ sessionId }, shop.ctx));
    expect(await reviews()).toEqual([]);
    await arrives(
      `INSERT INTO ps_session_orders VALUES ('late', ${STAMP}, NULL, '${sessionId}', 'm', 'Tea', 'شاي', 2, 750, ${at(9)})`,
    );
    const [review] = await reviews();
    expect(review).toMatchObject({
      ...{ kind: "late-items", sessionIds: [sessionId], difference: 1_500, stationId: null },
      versions: [
        { rowId: ended.closing?.id, at: at(10), amount: 1_000 },
        { rowId: sessionId, amount: 2_500 },
      ],
    });
    expect(review?.id).toBe(`late-items:${sessionId}:${ended.closing?.id}`);
    expect(accepted(await getSession({ sessionId }, shop.ctx)).reviews).toEqual([review]);
    expect(accepted(await getStatus({}, shop.ctx)).reviews).toBe(1);
  });

  test("when both closed it, then a review with both amounts; the greatest stamp holds; no payment is dropped", async () => {
    const payment = { amount: piasters(1_000), method: "cash" } as const;
    accepted(await endSession({ sessionId, payment }, shop.ctx));
    await arrives(`INSERT INTO ps_session_closings SELECT 'theirs', '2027-01-01T00:00:00.000Z-0000-elsewher', NULL, session_id,
      station_id, ended_at, 'P-1', played_ms, billed_minutes, time, orders, charges, transfers_in, transfers_out, subtotal, 200, 'x',
      rounding, 800, billing_increment_seconds, minimum_charge, 1, limit_action, closed_by, closed_at FROM ps_session_closings`);
    await arrives(
      `INSERT INTO ps_payments VALUES ('p', ${STAMP}, NULL, 'theirs', '${sessionId}', 800, 'cash', ${at(10)})`,
    );
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
    await arrives(
      `INSERT INTO ps_session_charges VALUES ('late', ${STAMP}, NULL, '${sessionId}', 500, 'pad', ${at(9)})`,
    );
    const [review] = await reviews();
    await arrives(
      `INSERT INTO review_resolutions VALUES ('${review?.id}', ${STAMP}, NULL, 'x', NULL, ${at(11)}, 'owner')`,
    );
    expect([await reviews(), accepted(await getStatus({}, shop.ctx)).reviews]).toEqual([[], 0]);
  });

  test("when a segment arrives that begins after the end, then it counts for nothing and lasts for nothing", async () => {
    accepted(await endSession({ sessionId }, shop.ctx));
    await arrives(
      `INSERT INTO ps_session_segments VALUES ('late', ${STAMP}, NULL, '${sessionId}', 's', 'single', 9000, ${at(12)}, NULL)`,
    );
    const session = accepted(await getSession({ sessionId }, shop.ctx));
    expect([await reviews(), session.bill.time]).toEqual([[], 1_000]);
    expect(session.segments.map((one) => [one.startedAt, one.endedAt])).toEqual([
      [at(0), at(10)],
      [at(12), at(12)],
    ]);
  });
});
