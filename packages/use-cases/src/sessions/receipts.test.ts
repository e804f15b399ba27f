import { afterEach, beforeEach, expect, test } from "vitest";
import { arriveLike } from "../testing/arrivals.ts";
import { accepted, aShop, hostOver, type Shop } from "../testing/shop.ts";
import { endSession } from "./end-session.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.stop());

async function receipt(host: Pick<Shop, "ctx" | "session">, stationId: Awaited<ReturnType<Shop["station"]>>) {
  const sessionId = await host.session(stationId);
  return accepted(await endSession({ sessionId }, host.ctx)).closing?.receiptNo;
}

test("given two writers over one database, when each ends sessions, then each counts its own without a gap", async () => {
  const stationId = await shop.station();
  const phone = hostOver(shop.client, { letter: "P", host: "edge" });
  const given: unknown[] = [];
  for (const host of [shop, shop, phone, shop, phone]) given.push(await receipt(host, stationId));
  expect(given).toEqual(["A-1", "A-2", "P-1", "A-3", "P-2"]);
});

test("given numbers of several lengths, then the next one follows the greatest as a number", async () => {
  const stationId = await shop.station();
  for (let n = 1; n <= 11; n++) expect(await receipt(shop, stationId)).toBe(`A-${n}`);
  await arriveLike(shop.client, "ps_session_closings", "true", { id: "far", receipt_no: "A-999999" });
  expect(await receipt(shop, stationId)).toBe("A-1000000");
  expect(await receipt(hostOver(shop.client, { letter: "B" }), stationId)).toBe("B-1");
});
