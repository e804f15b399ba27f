import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accepted, anId, aShop, refused, type Shop } from "../testing/shop.ts";
import { createMenuItem, listMenu, updateMenuItem } from "./menu.ts";
import { createPackage, listPackages, updatePackage } from "./packages.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.stop());

const tea = { name: "Tea", nameAr: "شاي", category: "hot", price: piasters(1_500) };
const hour = { name: "Hour", nameAr: "ساعة", price: piasters(500), profile: "hour" };

describe("given the menu", () => {
  test("when items are added, changed and listed, then by category and name, each with its newest words", async () => {
    const { ctx } = shop;
    const made = accepted(await createMenuItem(tea, ctx));
    expect(made).toMatchObject({ ...tea, available: true });
    accepted(await createMenuItem({ ...tea, name: "Cola", category: "cold" }, ctx));
    accepted(await createMenuItem({ ...tea, name: "Coffee", available: false }, ctx));
    const changed = accepted(await updateMenuItem({ id: made.id, price: piasters(2_000) }, ctx));
    expect(changed).toMatchObject({ ...tea, price: 2_000 });
    expect(changed.updatedAt > made.updatedAt).toBe(true);
    const { items } = accepted(await listMenu({}, ctx));
    expect(items.map((one) => [one.name, one.price, one.available])).toEqual([
      ["Cola", 1_500, true],
      ["Coffee", 1_500, false],
      ["Tea", 2_000, true],
    ]);
  });

  test("when an item is made again with its id, then once; other words, or another register's id, ID_REUSED", async () => {
    const id = anId();
    accepted(await createMenuItem({ id, ...tea }, shop.ctx));
    expect(accepted(await createMenuItem({ id, ...tea }, shop.ctx)).id).toBe(id);
    expect(refused(await createMenuItem({ id, ...tea, price: piasters(1) }, shop.ctx))).toBe("ID_REUSED");
    expect(refused(await createPackage({ id, ...hour }, shop.ctx))).toBe("ID_REUSED");
    expect(refused(await updateMenuItem({ id: anId(), price: piasters(1) }, shop.ctx))).toBe("NOT_FOUND");
  });
});

describe("given WiFi packages", () => {
  test("when they are added, changed and listed, then the cheapest first; absent limits are none", async () => {
    const { ctx } = shop;
    const made = accepted(await createPackage({ ...hour, bytesLimit: 5_000_000_000 }, ctx));
    expect(made).toMatchObject({ bytesLimit: 5_000_000_000, timeLimit: null, server: null });
    accepted(await createPackage({ ...hour, name: "Cheap", price: piasters(100) }, ctx));
    accepted(await updatePackage({ id: made.id, bytesLimit: null, timeLimit: 3_600 }, ctx));
    const { items } = accepted(await listPackages({}, ctx));
    expect(items.map((one) => [one.name, one.bytesLimit, one.timeLimit])).toEqual([
      ["Cheap", null, null],
      ["Hour", null, 3_600],
    ]);
    expect(refused(await updatePackage({ id: anId(), price: piasters(1) }, ctx))).toBe("NOT_FOUND");
  });
});
