import type { ClosingId, SessionId, StationId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { freezeAll } from "../outage/freeze-all.ts";
import { addPayment } from "../sessions/add-payment.ts";
import { endSession } from "../sessions/end-session.ts";
import { getSession } from "../sessions/get-session.ts";
import { reopenSession } from "../sessions/reopen-session.ts";
import { getBoard } from "../stations/get-board.ts";
import { getStatus } from "../system/get-status.ts";
import { accepted, anId, aShop, at, interrupted, refused, type Shop } from "../testing/shop.ts";
import { listReviews } from "./list-reviews.ts";
import { type ResolveReview, resolveReview } from "./resolve-review.ts";

let shop: Shop;
let stationId: StationId;
let sessionId: SessionId;
beforeEach(async () => {
  shop = await aShop();
  stationId = await shop.station("A", 6_000);
  sessionId = await shop.session(stationId);
  shop.clock.set(10);
});
afterEach(() => shop.stop());

const CASH = { amount: piasters(1_000), method: "cash" } as const;
const reviews = async (ctx = shop.ctx) => accepted(await listReviews({}, ctx)).items;
const theReview = async (ctx = shop.ctx) => {
  const [review, ...others] = await reviews(ctx);
  if (!review || others.length > 0) throw new Error(`${others.length + (review ? 1 : 0)} reviews`);
  return review;
};
const resolve = (input: ResolveReview, ctx: Context = shop.ctx) => resolveReview(input, ctx);
const session = async (id = sessionId) => accepted(await getSession({ sessionId: id }, shop.ctx));
const paidFor = async () =>
  (await session()).payments.reduce((sum, row) => sum + (row.voided ? 0 : row.amount), 0);

let rows = 0;
/** As a merge from another writer brings it: past the guards of the commands. */
async function arrives(table: string, values: Readonly<Record<string, string | number | null>>) {
  rows += 1;
  const stamp = `2026-11-22T19:30:00.000Z-${rows.toString(16).padStart(4, "0")}-elsewher`;
  const row = { id: anId(), updated_at: stamp, ...values };
  const names = Object.keys(row);
  const sql = `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
  await shop.client.execute({ sql, args: Object.values(row) });
  return row.id;
}
const lateOrder = (price: number) =>
  arrives("ps_session_orders", {
    ...{ session_id: sessionId, menu_item_id: "m", name: "Tea", name_ar: "شاي" },
    ...{ quantity: 1, unit_price: price, ordered_at: at(9) },
  });
/** The same closing as it was made elsewhere, for another payable. */
async function anotherClosing(payable: number, greater = true): Promise<ClosingId> {
  const { rows: found } = await shop.client.execute("SELECT * FROM ps_session_closings LIMIT 1");
  const { id: _, synced_at: __, updated_at: ___, ...row } = { ...found[0] } as Record<string, string>;
  const stamp = greater ? "2027-01-01T00:00:00.000Z-0000-elsewher" : "2026-01-01T00:00:00.000Z-0000-elsewher";
  const changes = { receipt_no: `P-${rows}`, discount: 1_000 - payable, payable, updated_at: stamp };
  return (await arrives("ps_session_closings", { ...row, ...changes })) as ClosingId;
}

describe("given two closings, both paid", () => {
  let mine: ClosingId;
  let theirs: ClosingId;
  beforeEach(async () => {
    const ended = accepted(await endSession({ sessionId, payment: CASH }, shop.ctx));
    mine = ended.closing?.id as ClosingId;
    theirs = await anotherClosing(500);
    await arrives("ps_payments", {
      ...{ closing_id: theirs, session_id: sessionId, amount: 500, method: "cash", taken_at: at(10) },
    });
  });

  test("then both are shown with who closed them, their bills and what was paid for each", async () => {
    expect(await theReview()).toMatchObject({
      kind: "two-closings",
      versions: [
        { rowId: theirs, stationId, by: "Mona", totals: { payable: 500 }, payments: [{ amount: 500 }] },
        {
          rowId: mine,
          receiptNo: "A-1",
          totals: { time: 1_000, payable: 1_000 },
          payments: [{ amount: 1_000 }],
        },
      ],
    });
  });

  test("when either is kept, then it holds, all money is still counted, and it is told once in the log", async () => {
    const { id } = await theReview();
    const resolution = accepted(await resolve({ reviewId: id, keep: mine }));
    expect(resolution).toEqual({ id, keep: mine, writeOff: null, resolvedAt: at(10), by: "Mona" });
    expect([(await session()).closing?.id, await paidFor()]).toEqual([mine, 1_500]);
    expect([await reviews(), accepted(await getStatus({}, shop.ctx)).reviews]).toEqual([[], 0]);
    const log = "SELECT verb || ' ' || session_id FROM activity WHERE verb LIKE 'review%'";
    expect(await shop.column(log)).toEqual([`review.resolve ${sessionId}`]);
    expect(await shop.column("SELECT id || ' ' || by || ' ' || reason FROM voids")).toEqual([
      `${theirs} Mona review`,
    ]);
  });

  test("when it is sent again, then it is answered the same; otherwise decided, it is a conflict", async () => {
    const input = { reviewId: (await theReview()).id, id: anId(), keep: mine };
    const first = accepted(await resolve(input));
    shop.clock.set(11);
    expect(accepted(await resolve(input))).toEqual(first);
    expect(accepted(await resolve({ reviewId: input.reviewId, keep: mine }))).toEqual(first);
    expect(refused(await resolve({ reviewId: input.reviewId, keep: theirs }))).toBe("CONFLICT");
    expect(refused(await resolve({ ...input, keep: theirs }))).toBe("ID_REUSED");
    expect(await shop.column("SELECT count(*) FROM voids")).toEqual([1]);
    expect(await shop.column("SELECT count(*) FROM activity WHERE verb = 'review.resolve'")).toEqual([1]);
  });

  test("when a third closing comes afterwards, then it is asked under another name", async () => {
    const first = await theReview();
    accepted(await resolve({ reviewId: first.id, keep: mine }));
    const third = await anotherClosing(500);
    const again = await theReview();
    expect(again.id).not.toBe(first.id);
    accepted(await resolve({ reviewId: again.id, writeOff: "the last one is right" }));
    expect([(await session()).closing?.id, await reviews()]).toEqual([third, []]);
  });

  test("when somebody else decides in between, then nothing is written twice", async () => {
    const { id } = await theReview();
    const meanwhile = interrupted(shop.ctx, 1, () => resolve({ reviewId: id, keep: theirs }));
    expect(refused(await resolve({ reviewId: id, keep: mine }, meanwhile))).toBe("CONFLICT");
    expect([(await session()).closing?.id, await shop.column("SELECT id FROM voids")]).toEqual([
      theirs,
      [mine],
    ]);
  });
});

describe("given items that came after the closing", () => {
  let closing: ClosingId;
  beforeEach(async () => {
    const ended = accepted(await endSession({ sessionId, payment: CASH }, shop.ctx));
    closing = ended.closing?.id as ClosingId;
    await lateOrder(1_500);
  });

  test("then the bill as it was closed stands beside the bill as it is now, line by line", async () => {
    const review = await theReview();
    expect(review).toMatchObject({
      ...{ kind: "late-items", difference: 1_500, sessionIds: [sessionId] },
      versions: [
        { rowId: closing, by: "Mona", receiptNo: "A-1", totals: { orders: 0, payable: 1_000 } },
        {
          rowId: sessionId,
          totals: { orders: 1_500, payable: 2_500 },
          lines: [{ key: "time.single" }, { key: "order" }],
        },
      ],
    });
  });

  test("when the new bill is kept, then the rest can be paid and the board knows it", async () => {
    accepted(await resolve({ reviewId: (await theReview()).id, keep: sessionId }));
    const ended = await session();
    expect(ended).toMatchObject({
      endedAt: at(10),
      closing: { receiptNo: "A-2", payable: 2_500 },
      reviews: [],
    });
    const [tile] = accepted(await getBoard({}, shop.ctx)).stations;
    expect(tile).toMatchObject({ session: null, lastClosing: { payable: 2_500, paid: 1_000 } });
    const rest = { closingId: ended.closing?.id as ClosingId, ...CASH, amount: piasters(1_500) };
    accepted(await addPayment(rest, shop.ctx));
    expect(refused(await addPayment({ ...rest, amount: piasters(1) }, shop.ctx))).toBe("INVALID amount");
  });

  test("when it is written off, then nobody owes more, and the reason is on the bill", async () => {
    accepted(await resolve({ reviewId: (await theReview()).id, writeOff: "على حسابنا" }));
    expect((await session()).closing).toMatchObject({
      ...{ orders: 1_500, discount: 1_500, discountReason: "على حسابنا", payable: 1_000 },
    });
    expect([await paidFor(), await reviews()]).toEqual([1_000, []]);
  });

  test("when still more comes after the decision, then that is asked by itself", async () => {
    const first = await theReview();
    accepted(await resolve({ reviewId: first.id, writeOff: "x" }));
    await lateOrder(500);
    const again = await theReview();
    expect([again.difference, again.id === first.id]).toEqual([500, false]);
  });

  test("when more comes before the decision arrives, then what was not seen is not decided", async () => {
    const { id, difference } = await theReview();
    const seen = { reviewId: id, keep: sessionId, expectedDifference: difference as never };
    const meanwhile = interrupted(shop.ctx, 1, () => lateOrder(500));
    expect(refused(await resolve(seen, meanwhile))).toBe("CONFLICT");
    expect(await shop.column("SELECT count(*) FROM voids")).toEqual([0]);
    expect((await theReview()).difference).toBe(2_000);
  });

  test("when the corrected bill is reopened, then the session goes on where it ended", async () => {
    accepted(await resolve({ reviewId: (await theReview()).id, keep: sessionId }));
    const { closing: corrected } = await session();
    accepted(await reopenSession({ closingId: corrected?.id as ClosingId, reason: "came back" }, shop.ctx));
    expect(await session()).toMatchObject({ status: "paused", bill: { orders: 1_500, payable: 2_500 } });
  });
});

describe("given two sessions on one station", () => {
  let other: SessionId;
  beforeEach(async () => {
    other = anId();
    await arrives("ps_sessions", { id: other, station_id: stationId, started_at: at(5) });
    await arrives("ps_session_segments", {
      ...{ session_id: other, station_id: stationId, kind: "single", hourly_rate: 6_000, started_at: at(5) },
    });
    await arrives("ps_session_charges", { session_id: other, amount: 300, reason: "pad", charged_at: at(6) });
  });

  test("then both go on billing until one is kept; the other's things move and its time is given up", async () => {
    const review = await theReview();
    expect(review.versions).toMatchObject([
      { rowId: sessionId, amount: 1_000, totals: { time: 1_000 } },
      { rowId: other, amount: 1_000, totals: { time: 500, charges: 300 }, stationId },
    ]);
    accepted(await resolve({ reviewId: review.id, keep: sessionId }));
    expect((await session()).bill).toMatchObject({ time: 1_000, transfersIn: 300 });
    const given = await session(other);
    expect(given).toMatchObject({ status: "ended", closing: { stationId, discount: 500, payable: 0 } });
    const [tile] = accepted(await getBoard({}, shop.ctx)).stations;
    expect([tile?.session?.id, tile?.session?.reviews, await reviews()]).toEqual([sessionId, [], []]);
  });

  test("when a third comes to the station in between, then it is decided on what is there", async () => {
    const { id } = await theReview();
    const third = anId<SessionId>();
    const meanwhile = interrupted(shop.ctx, 1, async () => {
      await arrives("ps_sessions", { id: third, station_id: stationId, started_at: at(7) });
    });
    accepted(await resolve({ reviewId: id, keep: sessionId }, meanwhile));
    expect(await shop.column("SELECT session_id FROM open_sessions")).toEqual([sessionId]);
    expect(await reviews()).toEqual([]);
  });
});

describe("given one voucher sold twice", () => {
  const sold = (minutes: number) =>
    arrives("voucher_sales", { code: "TBJ26N", package_name: "Hour", price: 500, sold_at: at(minutes) });

  test("when one sale is kept, then the other is taken back, and a third is asked by itself", async () => {
    const [late, early] = [await sold(9), await sold(3)];
    const review = await theReview();
    expect(review).toMatchObject({
      voucherCode: "TBJ26N",
      versions: [{ rowId: early, amount: 500 }, { rowId: late }],
    });
    accepted(await resolve({ reviewId: review.id, keep: late }));
    expect(await shop.column("SELECT id || ' ' || target_table FROM voids")).toEqual([
      `${early} voucher_sales`,
    ]);
    expect(await reviews()).toEqual([]);
    await sold(20);
    expect((await theReview()).id).not.toBe(review.id);
  });
});

describe("given a phone's freeze while the café was alive", () => {
  let batchId: string;
  let ctx: Context;
  beforeEach(async () => {
    shop.clock.set(20);
    const phone = { ...shop.ctx, actor: () => ({ name: "Owner", device: "phone-1" }) };
    batchId = accepted(await freezeAll({ at: at(12) }, phone)).batchId;
    ctx = { ...shop.ctx, aliveSpans: () => [{ from: at(0), to: at(18) }] };
  });

  test("then the shop asks, with what each version costs; the edge cannot know", async () => {
    expect(await reviews()).toEqual([]);
    expect(await theReview(ctx)).toMatchObject({
      ...{ kind: "frozen-while-alive", sessionIds: [sessionId] },
      versions: [
        { rowId: batchId, at: at(12), amount: 1_000 },
        { rowId: "undo", amount: 2_000 },
        { rowId: "true-instant", at: at(18), amount: 2_000 },
      ],
    });
    expect(accepted(await getStatus({}, ctx)).reviews).toBe(1);
    const alive = { ...ctx, aliveSpans: () => [{ from: at(0), to: at(20) }] };
    expect((await theReview(alive)).versions.map((one) => one.rowId)).toEqual([batchId, "undo"]);
  });

  test("when it is moved to the true instant, undone or left, then that much is billed and it is not asked again", async () => {
    const { id } = await theReview(ctx);
    accepted(await resolve({ reviewId: id, keep: "true-instant" }, ctx));
    expect((await session()).bill).toMatchObject({ playedMs: 18 * 60_000 });
    expect(await reviews(ctx)).toEqual([]);
  });

  test("when it is left as it is, then it is not asked again", async () => {
    accepted(await resolve({ reviewId: (await theReview(ctx)).id, writeOff: "they waited" }, ctx));
    expect((await session()).bill).toMatchObject({ playedMs: 12 * 60_000 });
    expect(await reviews(ctx)).toEqual([]);
  });

  test("when one of its sessions is closed, then what arrives late for that one does not change the question", async () => {
    const open = await shop.session(await shop.station("B", 6_000), { at: at(14) });
    const phone = { ...shop.ctx, actor: () => ({ name: "Owner", device: "phone-1" }) };
    accepted(await freezeAll({ at: at(11) }, phone));
    const closed = accepted(await endSession({ sessionId }, shop.ctx));
    const frozen = async () => (await reviews(ctx)).filter(({ kind }) => kind === "frozen-while-alive");
    const before = await frozen();
    expect(before).toMatchObject([{ sessionIds: [open], versions: [{ at: at(14) }, {}, {}] }]);
    await arrives("ps_session_charges", {
      session_id: sessionId,
      amount: 5,
      reason: "pad",
      charged_at: at(9),
    });
    expect(await frozen()).toEqual(before);
    expect((await session()).closing?.id).toBe(closed.closing?.id);
  });

  test("when it was made at the desktop, then nobody is asked", async () => {
    accepted(await freezeAll({ at: at(3) }, shop.ctx));
    expect(await reviews({ ...ctx, aliveSpans: () => [{ from: at(0), to: at(11) }] })).toEqual([]);
  });
});

test("given a decision, when somebody apart decided otherwise since, then repeating it is answered, and deciding anew is not", async () => {
  accepted(await endSession({ sessionId }, shop.ctx));
  await arrives("ps_session_charges", {
    session_id: sessionId,
    amount: 500,
    reason: "pad",
    charged_at: at(9),
  });
  const { id: reviewId } = await theReview();
  const command = { id: anId(), reviewId, writeOff: "let it be" };
  accepted(await resolve(command));
  const later =
    "UPDATE review_resolutions SET keep = 'theirs', write_off = NULL, updated_at = '9' || updated_at";
  await shop.client.execute(later);
  expect(accepted(await resolve(command))).toMatchObject({ id: reviewId, keep: "theirs", writeOff: null });
  expect(refused(await resolve({ ...command, id: anId() }))).toBe("CONFLICT");
});

test("given what is no review, or says both or nothing, then it is refused", async () => {
  expect(refused(await resolve({ reviewId: "two-sales:X:y", keep: "y" }))).toBe("NOT_FOUND");
  expect(refused(await resolve({ reviewId: "two-sales:X:y" }))).toBe("INVALID keep");
  expect(refused(await resolve({ reviewId: "two-sales:X:y", keep: "y", writeOff: "z" }))).toBe(
    "INVALID keep",
  );
});
