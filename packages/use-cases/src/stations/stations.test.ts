import type { ClosingId, StationId } from "@mikro-dash/domain/ids";
import { piasters, ratePerHour } from "@mikro-dash/domain/money/piasters";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endSession } from "../sessions/end-session.ts";
import { getSession } from "../sessions/get-session.ts";
import { moveSession } from "../sessions/move-session.ts";
import { reopenSession } from "../sessions/reopen-session.ts";
import { startSession } from "../sessions/start-session.ts";
import { arriveLike } from "../testing/arrivals.ts";
import { accepted, anId, aShop, interrupted, refused, type Shop } from "../testing/shop.ts";
import { createStation } from "./create-station.ts";
import { deleteStation } from "./delete-station.ts";
import { getBoard } from "./get-board.ts";
import { listStations } from "./list-stations.ts";
import { updateStation } from "./update-station.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.stop());

const board = async () => accepted(await getBoard({}, shop.ctx)).stations;
const aStation = { name: "VIP", nameAr: "كبار", hourlyRate: ratePerHour(5_000) };

describe("given stations", () => {
  test("when they are listed, then in the shop's order, those without a place last, by name", async () => {
    const add = (name: string, more = {}) => createStation({ ...aStation, name, ...more }, shop.ctx);
    for (const name of ["b", "a"]) accepted(await add(name));
    accepted(await add("z", { sortOrder: 1 }));
    expect(accepted(await listStations({}, shop.ctx)).items.map((one) => one.name)).toEqual(["z", "a", "b"]);
    expect((await board()).map((one) => one.name)).toEqual(["z", "a", "b"]);
  });

  test("when one is made twice with the same id, then it is made once; with other words ID_REUSED", async () => {
    const id = anId();
    const first = accepted(await createStation({ id, ...aStation }, shop.ctx));
    expect(first).toMatchObject({ hourlyRateMulti: null, macAddress: null, outOfOrder: false });
    accepted(await updateStation({ id: first.id, hourlyRate: ratePerHour(9_000) }, shop.ctx));
    const again = accepted(await createStation({ id, ...aStation }, shop.ctx)); // the same words as the first time
    expect(again.hourlyRate).toBe(9_000);
    expect(refused(await createStation({ id, ...aStation, name: "other" }, shop.ctx))).toBe("ID_REUSED");
    expect(await shop.column("SELECT count(*) FROM ps_stations")).toEqual([1]);
  });

  test("when one is changed, then only what was said; when nothing differs, nothing is written", async () => {
    const { id } = accepted(await createStation(aStation, shop.ctx));
    const changed = accepted(await updateStation({ id, hourlyRateMulti: ratePerHour(7_000) }, shop.ctx));
    expect(changed).toMatchObject({ ...aStation, hourlyRateMulti: 7_000 });
    const lines = await shop.column("SELECT count(*) FROM activity");
    expect(accepted(await updateStation({ id, hourlyRateMulti: ratePerHour(7_000) }, shop.ctx))).toEqual(
      changed,
    );
    expect(await shop.column("SELECT count(*) FROM activity")).toEqual(lines);
  });

  test("when one is deleted, then it is gone from list and board; twice is harmless; changing it NOT_FOUND", async () => {
    const id = await shop.station();
    expect(accepted(await deleteStation({ id }, shop.ctx))).toEqual({ id, deleted: true });
    expect(accepted(await deleteStation({ id }, shop.ctx))).toEqual({ id, deleted: true });
    expect([accepted(await listStations({}, shop.ctx)).items, await board()]).toEqual([[], []]);
    expect(refused(await updateStation({ id, name: "x" }, shop.ctx))).toBe("NOT_FOUND");
    expect(await shop.column("SELECT count(*) FROM ps_stations WHERE deleted_at IS NOT NULL")).toEqual([1]);
  });

  test("when somebody plays there, then it is STATION_IN_USE until they moved away", async () => {
    const id = await shop.station();
    const sessionId = await shop.session(id);
    expect(refused(await deleteStation({ id }, shop.ctx))).toBe("STATION_IN_USE");
    accepted(await moveSession({ sessionId, stationId: await shop.station() }, shop.ctx));
    accepted(await deleteStation({ id }, shop.ctx));
  });

  test("when somebody starts there while it is being deleted, then it is STATION_IN_USE; the other way round NOT_FOUND", async () => {
    const id = await shop.station();
    const whileStarting = interrupted(shop.ctx, 1, () => shop.session(id));
    expect(refused(await deleteStation({ id }, whileStarting))).toBe("STATION_IN_USE");
    const other = await shop.station();
    const whileDeleting = interrupted(shop.ctx, 1, () => deleteStation({ id: other }, shop.ctx));
    expect(refused(await startSession({ stationId: other }, whileDeleting))).toBe("NOT_FOUND");
  });

  test("when its price changes between the read and the write of a start, then the fresh price holds", async () => {
    const stationId = await shop.station("A", 1_000);
    const dearer = () => updateStation({ id: stationId, hourlyRate: ratePerHour(2_000) }, shop.ctx);
    const started = accepted(await startSession({ stationId }, interrupted(shop.ctx, 1, dearer)));
    expect(started.segments[0]?.hourlyRate).toBe(2_000);
  });
});

describe("given a board", () => {
  const end = async (stationId: StationId, more: object = {}) => {
    const sessionId = await shop.session(stationId);
    shop.clock.set(10);
    return accepted(await endSession({ sessionId, ...more }, shop.ctx));
  };

  test("then each station has its open session, whole", async () => {
    const [a, b] = [await shop.station("a", 6_000), await shop.station("b")];
    const sessionId = await shop.session(a);
    await shop.order(sessionId, 500);
    shop.clock.set(10);
    const [first, second] = await board();
    expect(first?.session).toEqual(accepted(await getSession({ sessionId }, shop.ctx)));
    expect(first?.session?.bill.payable).toBe(1_500);
    expect(second).toMatchObject({ id: b, session: null, lastClosing: null, deleted: false });
  });

  test("when a session moved, then it is shown where it is now", async () => {
    const [a, b] = [await shop.station("a"), await shop.station("b")];
    const sessionId = await shop.session(a);
    accepted(await moveSession({ sessionId, stationId: b }, shop.ctx));
    expect((await board()).map((one) => one.session?.id)).toEqual([undefined, sessionId]);
  });

  test("when a station was deleted elsewhere while somebody plays there, then it is shown until they are done", async () => {
    const id = await shop.station("a");
    const sessionId = await shop.session(id);
    // As a merge from the primary brings it.
    const gone = `UPDATE ps_stations SET deleted_at = 1, updated_at = '2027-01-01T00:00:00.000Z-0000-elsewher'`;
    await shop.client.execute(gone);
    expect(await board()).toMatchObject([{ id, deleted: true, session: { id: sessionId } }]);
    accepted(await endSession({ sessionId }, shop.ctx));
    expect(await board()).toEqual([]);
  });

  test("when a bill was paid, then it stays on the tile for half an hour after it was closed", async () => {
    const stationId = await shop.station("a", 6_000);
    const ended = await end(stationId, { payment: { amount: piasters(1_000), method: "cash" } });
    expect((await board())[0]?.lastClosing).toMatchObject({
      ...{ id: ended.closing?.id, sessionId: ended.id, payable: 1_000, paid: 1_000, stationId },
    });
    shop.clock.set(39);
    expect((await board())[0]?.lastClosing?.paid).toBe(1_000);
    shop.clock.set(40);
    expect((await board())[0]?.lastClosing).toBeNull();
  });

  test("when a session is ended at an instant long ago, then its bill stays for half an hour from now", async () => {
    const stationId = await shop.station("a", 6_000);
    const sessionId = await shop.session(stationId);
    const at = epochMs(shop.clock.now() + 60_000);
    shop.clock.set(100);
    const payment = { amount: piasters(500), method: "cash" } as const;
    accepted(await endSession({ sessionId, at, payment }, shop.ctx));
    shop.clock.set(129);
    expect((await board())[0]?.lastClosing?.sessionId).toBe(sessionId);
  });

  test("when that bill is reopened, then it is no last bill any more, and the one before it is", async () => {
    const stationId = await shop.station("a", 6_000);
    const before = await end(stationId);
    shop.clock.set(12);
    const ended = await end(stationId, { at: shop.clock.now() });
    expect((await board())[0]?.lastClosing?.id).toBe(ended.closing?.id);
    accepted(await reopenSession({ closingId: ended.closing?.id as ClosingId, reason: "x" }, shop.ctx));
    const [tile] = await board();
    expect([tile?.session?.id, tile?.lastClosing?.id]).toEqual([ended.id, before.closing?.id]);
  });

  test("when two sessions are open on one station, then the earlier one is shown and both are told as a review", async () => {
    const stationId = await shop.station("a");
    const first = await shop.session(stationId);
    const elsewhere = await shop.station("b");
    const second = await shop.session(elsewhere);
    // As a merge brings it: a segment that another writer, apart, had put here.
    const moved = { id: "theirs", station_id: stationId, started_at: shop.clock.now() + 1 };
    await arriveLike(shop.client, "ps_session_segments", `session_id = '${second}'`, moved);
    const [tile] = await board();
    expect(tile?.session?.id).toBe(first);
    expect(tile?.session?.reviews).toMatchObject([
      { kind: "two-open", sessionIds: [first, second], stationId },
    ]);
  });
});
