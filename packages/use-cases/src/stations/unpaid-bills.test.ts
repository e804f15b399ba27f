import type { ClosingId, SessionId, StationId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addPayment } from "../sessions/add-payment.ts";
import { endSession } from "../sessions/end-session.ts";
import { reopenSession } from "../sessions/reopen-session.ts";
import { transferSession } from "../sessions/transfer-session.ts";
import { accepted, aShop, type Shop } from "../testing/shop.ts";
import { deleteStation } from "./delete-station.ts";
import { getBoard } from "./get-board.ts";

const A_MONTH = 30 * 24 * 60;

describe.each(["local", "edge"] as const)(
  "given a bill that was closed on the tab, on the %s host",
  (host) => {
    let shop: Shop;
    let stationId: StationId;
    let sessionId: SessionId;
    let closingId: ClosingId;
    beforeEach(async () => {
      shop = await aShop({ host });
      stationId = await shop.station("a", 6_000);
      sessionId = await shop.session(stationId);
      shop.clock.set(10);
      closingId = accepted(await endSession({ sessionId }, shop.ctx)).closing?.id as ClosingId;
    });
    afterEach(() => shop.stop());

    const board = async () => accepted(await getBoard({}, shop.ctx));
    const owed = async () => (await board()).unpaid.map((bill) => [bill.id, bill.payable - bill.paid]);
    const pay = async (amount: number) =>
      accepted(await addPayment({ closingId, amount: piasters(amount), method: "cash" }, shop.ctx));
    const kept = () => shop.column("SELECT session_id FROM unpaid_sessions");

    test("when a month has passed, then it is still on the list and on its tile, with the name of its station", async () => {
      shop.clock.set(A_MONTH);
      const { unpaid, stations } = await board();
      expect(unpaid).toMatchObject([
        { id: closingId, sessionId, payable: 1_000, paid: 0, station: { name: "a" } },
      ]);
      expect(stations[0]?.lastClosing?.id).toBe(closingId);
    });

    test("when a part is paid, then the rest stays; when all is paid, then it is gone and nothing is kept", async () => {
      shop.clock.set(A_MONTH);
      await pay(600);
      expect(await owed()).toEqual([[closingId, 400]]);
      await pay(400);
      expect([await owed(), await kept()]).toEqual([[], []]);
      expect((await board()).stations[0]?.lastClosing).toBeNull();
    });

    test("when it is reopened, then it is a running bill again and on no list; closed again, it is back", async () => {
      accepted(await reopenSession({ closingId, reason: "x" }, shop.ctx));
      expect([await owed(), await kept()]).toEqual([[], []]);
      const again = accepted(await endSession({ sessionId }, shop.ctx)).closing;
      shop.clock.set(A_MONTH);
      expect(await owed()).toEqual([[again?.id, 1_000]]);
    });

    test("when others play there and pay, then both are owed apart: a newer bill hides no older one", async () => {
      const next = await shop.session(stationId);
      shop.clock.set(20);
      const payment = { amount: piasters(1_000), method: "cash" } as const;
      const paid = accepted(await endSession({ sessionId: next, payment }, shop.ctx));
      const { unpaid, stations } = await board();
      expect([stations[0]?.lastClosing?.id, unpaid.map(({ id }) => id)]).toEqual([
        paid.closing?.id,
        [closingId],
      ]);
      shop.clock.set(A_MONTH);
      expect((await board()).stations[0]?.lastClosing?.id).toBe(closingId);
    });

    test("when its station is deleted, then it is still on the list", async () => {
      accepted(await deleteStation({ id: stationId }, shop.ctx));
      const { unpaid, stations } = await board();
      expect([stations, unpaid.map(({ station }) => station.name)]).toEqual([[], ["a"]]);
    });

    test("when a bill goes onto another session, then nothing is owed where it came from", async () => {
      const from = await shop.session(stationId);
      const to = await shop.session(await shop.station("b"));
      shop.clock.set(20);
      accepted(await transferSession({ sessionId: from, toSessionId: to, includeOrders: true }, shop.ctx));
      expect(await owed()).toEqual([[closingId, 1_000]]);
    });
  },
);
