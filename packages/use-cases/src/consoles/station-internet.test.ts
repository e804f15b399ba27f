import type { StationId } from "@mikro-dash/domain/ids";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deleteStation } from "../stations/delete-station.ts";
import { updateStation } from "../stations/update-station.ts";
import { accepted, anId, aShop, at, refused, type Shop } from "../testing/shop.ts";
import { listStationInternet } from "./list-station-internet.ts";
import { setStationInternet } from "./set-station-internet.ts";

const MAC = "00:D9:D1:10:20:01";

let shop: Shop;
let stationId: StationId;
beforeEach(async () => {
  shop = await aShop();
  stationId = await shop.station();
  await updateStation({ id: stationId, macAddress: MAC }, shop.ctx);
  shop.router.addresses.set(MAC, "10.5.50.10");
});
afterEach(() => shop.stop());

const set = (allowed: boolean, id?: string, of = stationId) =>
  setStationInternet({ stationId: of, allowed, ...(id === undefined ? {} : { id }) }, shop.ctx);
const listed = async () => accepted(await listStationInternet({}, shop.ctx)).items;
const lines = () =>
  shop.column("SELECT actor || ' ' || detail FROM activity WHERE verb = 'station.internet' ORDER BY id");

describe("given a station whose console the router knows", () => {
  test("when it is cut off and let through, then it is said as the router has it, and who did it is kept", async () => {
    expect(await listed()).toEqual([{ stationId, state: "on", asOf: at(0), obstacle: null }]);
    expect(accepted(await set(false))).toEqual({ stationId, state: "off", asOf: at(0), obstacle: null });
    expect(await listed()).toMatchObject([{ state: "off" }]);
    shop.router.cut.delete(MAC); // by somebody, on the router
    expect(await listed()).toMatchObject([{ state: "on" }]);
    accepted(await set(true));
    const line = (allowed: boolean) => `Mona ${JSON.stringify({ stationId, allowed, macAddress: MAC })}`;
    expect(await lines()).toEqual([line(false), line(true)]);
  });

  test("when the command is sent again after somebody let it through, then it stays so", async () => {
    const id = anId();
    accepted(await set(false, id));
    accepted(await set(true));
    expect(accepted(await set(false, id))).toMatchObject({ state: "on" });
    expect(refused(await set(true, id))).toBe("ID_REUSED");
    expect([shop.router.internetCalls, (await lines()).length]).toEqual([2, 2]);
  });

  test("when the router is away, then it refuses, nothing is written, and what was seen last is known no longer than a look is believed", async () => {
    accepted(await set(false));
    await listed();
    shop.router.away = true;
    expect(refused(await set(true))).toBe("ROUTER_UNAVAILABLE");
    expect(await lines()).toHaveLength(1);
    shop.clock.set(1.5);
    expect(await listed()).toMatchObject([{ state: "off", asOf: at(0) }]);
    shop.clock.set(1.6);
    expect(await listed()).toMatchObject([{ state: "unknown", asOf: at(0) }]);
  });
});

describe("given what cannot be cut off", () => {
  test("when the console has no address on the router, then it is refused, and what is cut off can still be let through", async () => {
    accepted(await set(false));
    shop.router.addresses.delete(MAC);
    expect(refused(await set(false))).toBe("CONSOLE_NOT_SEEN");
    expect(await listed()).toMatchObject([{ obstacle: "not-seen" }]);
    expect(accepted(await set(true))).toMatchObject({ state: "on", obstacle: "not-seen" });
  });

  test("when the station has no address, is unknown or deleted, then each is refused by its own name", async () => {
    await updateStation({ id: stationId, macAddress: null }, shop.ctx);
    expect(refused(await set(false))).toBe("STATION_WITHOUT_ADDRESS");
    expect(await listed()).toEqual([{ stationId, state: "unknown", asOf: null, obstacle: "no-address" }]);
    expect(refused(await set(false, undefined, anId<StationId>()))).toBe("NOT_FOUND");
    await deleteStation({ id: stationId }, shop.ctx);
    expect(refused(await set(false))).toBe("NOT_FOUND");
    expect([shop.router.internetCalls, await lines()]).toEqual([0, []]);
  });

  test("when there is no router, then both say so", async () => {
    const ctx = { ...shop.ctx, router: null };
    expect(refused(await setStationInternet({ stationId, allowed: false }, ctx))).toBe("ROUTER_UNAVAILABLE");
    expect(refused(await listStationInternet({}, ctx))).toBe("ROUTER_UNAVAILABLE");
  });
});
