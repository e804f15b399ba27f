import { psStations } from "@mikro-dash/db-schema/tables/stations";
import { afterEach, expect, test } from "vitest";
import { aShop, type Shop } from "../testing/shop.ts";
import { insertRow, newRow } from "./rows.ts";

let shop: Shop;
afterEach(() => shop.stop());

test("given a copy of a row that the primary has, when it is inserted, then it is new and waits to be sent", async () => {
  shop = await aShop();
  const { store } = shop.ctx;
  await shop.station("A");
  await shop.client.execute("UPDATE ps_stations SET synced_at = '2026-11-22T19:00:00.000Z'");
  const [[stored]] = await store.read([store.db.select().from(psStations)]);
  if (!stored) throw new Error("there is no station");
  const { query, row } = newRow(shop.ctx, psStations, { ...stored, id: "copy" as typeof stored.id });
  await store.write([], [query], []);
  const [rows] = await store.read([store.db.select().from(psStations)]);
  const copy = rows.find((one) => one.id === "copy");
  expect(copy?.syncedAt).toBeNull();
  expect(copy?.updatedAt).not.toBe(stored.updatedAt);
  expect(row).toEqual(copy);
});

test("given the edge, when a row is inserted, then the primary marks it as its own", async () => {
  shop = await aShop({ host: "edge" });
  const { store } = shop.ctx;
  const station = { id: "one", name: "A", nameAr: "A", hourlyRate: 2_000, sortOrder: 1, outOfOrder: false };
  await store.read([store.db.select().from(psStations)]);
  await store.write([], [insertRow(shop.ctx, psStations, station as never)], []);
  expect(await shop.column("SELECT synced_at FROM ps_stations")).toEqual([expect.stringMatching(/Z$/)]);
});
