import type { Case } from "./case.ts";
import { good, thrice } from "./case-builders.ts";
import * as id from "./ids.ts";

/** Stations, menu, packages. */
export function openTheShop(): readonly Case[] {
  const name = { name: "PS5 — 1", nameAr: "بلايستيشن ١" };
  const tea = { id: id.TEA, name: "Tea", nameAr: "شاي", category: "drinks", price: 1000, at: 5 };
  const gigabyte = {
    id: id.PACKAGE,
    name: "1 GB",
    nameAr: "١ جيجا",
    price: 1000,
    bytesLimit: 1e9,
    profile: "default",
  };
  return [
    good("getBoard", {}, "is empty at first", { stations: [], policy: { roundTo: 500 } }),
    good("getSettings", {}, "begin with the defaults", { timeZone: "Africa/Cairo", dayStartsAt: "10:00" }),
    ...thrice(
      "createStation",
      {
        body: {
          id: id.STATION_1,
          ...name,
          hourlyRate: 2000,
          hourlyRateMulti: 3000,
          macAddress: "aa:bb:cc:dd:ee:01",
          at: 5,
        },
      },
      { hourlyRate: 2500 },
      { id: id.STATION_1, macAddress: "AA:BB:CC:DD:EE:01", outOfOrder: false },
    ),
    good("createStation", { body: { id: id.STATION_2, ...name, hourlyRate: 4000 } }, "has one rate", {
      hourlyRateMulti: null,
    }),
    good(
      "createStation",
      { body: { id: id.STATION_3, ...name, hourlyRate: 0, outOfOrder: true, sortOrder: 2000 } },
      "is broken",
    ),
    good("updateStation", { params: { id: id.STATION_2 }, body: { name: "VIP" } }, "renames", {
      name: "VIP",
      hourlyRate: 4000,
    }),
    good("updateStation", { params: { id: id.STATION_2 }, body: {} }, "says nothing", { name: "VIP" }),
    good("listStations", {}, "in order", {
      items: [{ id: id.STATION_1 }, { id: id.STATION_2 }, { id: id.STATION_3 }],
    }),
    ...thrice("createMenuItem", { body: tea }, { price: 1100 }, { available: true }),
    good("updateMenuItem", { params: { id: id.TEA }, body: { nameAr: "شاي كشري" } }, "renames", {
      price: 1000,
    }),
    good("listMenu", {}, "has it", { items: [{ id: id.TEA, nameAr: "شاي كشري" }] }),
    ...thrice("createPackage", { body: gigabyte }, { profile: "fast" }, { timeLimit: null }),
    good("updatePackage", { params: { id: id.PACKAGE as never }, body: { timeLimit: 3600 } }, "limits", {
      timeLimit: 3600,
    }),
    good("listPackages", {}, "has it", { items: [{ id: id.PACKAGE }] }),
  ];
}
