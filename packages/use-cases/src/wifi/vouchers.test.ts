import type { PackageId } from "@mikro-dash/domain/ids";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { parseVoucherComment } from "@mikro-dash/domain/voucher/comment";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { updatePackage } from "../catalogue/packages.ts";
import { listReviews } from "../reviews/list-reviews.ts";
import { arrive, arriveLike } from "../testing/arrivals.ts";
import { accepted, anId, aShop, at, hostOver, interrupted, refused, type Shop } from "../testing/shop.ts";
import { createVouchers } from "./create-vouchers.ts";
import { listVouchers } from "./list-vouchers.ts";
import { markPrinted } from "./mark-printed.ts";
import { sellVoucher } from "./sell-voucher.ts";

let shop: Shop;
let packageId: PackageId;
beforeEach(async () => {
  shop = await aShop();
  packageId = await shop.wifiPackage(1_000);
});
afterEach(() => shop.stop());

const make = (more: Partial<Parameters<typeof createVouchers>[0]> = {}) =>
  createVouchers({ packageId, count: 5, ...more }, shop.ctx);
const sales = () => shop.column("SELECT code FROM voucher_sales ORDER BY code");
const onRouter = () => shop.router.users.map((user) => user.code);

describe("given a batch of vouchers", () => {
  test("when it is made, then each is on the router with the package's limits, and none is sold", async () => {
    const batch = accepted(await make({ note: "friday|night" }));
    expect(batch).toMatchObject({ requested: 5, failed: [] });
    expect(batch.created.map((one) => one.code)).toEqual(onRouter());
    expect(new Set(onRouter()).size).toBe(5);
    const [user] = shop.router.users;
    expect(user).toMatchObject({
      profile: "hour",
      bytesLimit: 1_000_000_000,
      timeLimit: 3_600,
      server: null,
    });
    expect(parseVoucherComment(String(user?.comment))).toEqual({
      packageId,
      createdAt: at(0),
      note: "friday|night",
    });
    expect(await sales()).toEqual([]);
  });

  test("when it is made as sold, then each is booked at the price of now, with its line in the log", async () => {
    const { batchId } = accepted(await make({ sold: true }));
    const { rows } = await shop.client.execute("SELECT * FROM voucher_sales");
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({ price: 1_000, package_name: "Hour", sold_at: at(0), batch_id: batchId });
    const [made] = await shop.column("SELECT row_ids FROM activity WHERE verb = 'voucher.sell'");
    expect(JSON.parse(String(made)).sort()).toEqual(
      await shop.column("SELECT id FROM voucher_sales ORDER BY id"),
    );
  });

  test("when the router goes away in the middle, then asking again with the same id makes and books only what is missing", async () => {
    const id = anId();
    shop.router.failsAfter = 2;
    const half = accepted(await make({ id, sold: true }));
    expect([half.created.length, half.failed.length]).toEqual([2, 3]);
    expect(await sales()).toEqual(onRouter().sort());
    shop.router.failsAfter = 100;
    shop.clock.set(10);
    const whole = accepted(await make({ id, sold: true }));
    expect(whole).toMatchObject({ batchId: id, requested: 5, failed: [] });
    expect(whole.created.map((one) => one.code)).toEqual(shop.router.asked[0]);
    expect([onRouter().length, await sales()]).toEqual([5, onRouter().sort()]);
    accepted(await make({ id, sold: true }));
    expect([onRouter().length, (await sales()).length]).toEqual([5, 5]);
  });

  test("when nothing could be made, then it is refused; the codes are kept, and asking again makes those", async () => {
    const id = anId();
    shop.router.failsAfter = 0;
    expect(refused(await make({ id }))).toBe("ROUTER_UNAVAILABLE");
    shop.router.failsAfter = 100;
    accepted(await make({ id }));
    expect(shop.router.asked[1]).toEqual(shop.router.asked[0]);
  });

  test("when the power went between the router and the books, then asking again books them", async () => {
    const id = anId();
    const { store } = shop.ctx;
    let writes = 0;
    const dies: typeof store.write = (...batch) => {
      writes += 1;
      if (writes === 2) throw new Error("power cut");
      return store.write(...batch);
    };
    const dying = { ...shop.ctx, store: { ...store, write: dies } };
    await expect(createVouchers({ id, packageId, count: 5, sold: true }, dying)).rejects.toThrow("power cut");
    expect([onRouter().length, await sales()]).toEqual([5, []]);
    accepted(await sellVoucher({ code: String(onRouter()[0]) }, shop.ctx)); // the cashier could not wait
    accepted(await make({ id, sold: true }));
    expect(await sales()).toEqual(onRouter().sort());
  });

  test("when its package was taken off the list meanwhile, then it can still be finished, but no new one begun", async () => {
    const id = anId();
    shop.router.failsAfter = 2;
    accepted(await make({ id }));
    await shop.client.execute(
      "UPDATE packages SET deleted_at = 1, updated_at = '2027-01-01T00:00:00.000Z-0000-elsewher'",
    );
    shop.router.failsAfter = 100;
    expect(accepted(await make({ id })).created).toHaveLength(5);
    expect(refused(await make())).toBe("NOT_FOUND");
  });

  test("when the id comes with another body, or belongs to something else, then ID_REUSED", async () => {
    const id = anId();
    accepted(await make({ id, note: "x" }));
    for (const other of [
      { count: 6 },
      { sold: true },
      { note: "y" },
      { packageId: await shop.wifiPackage(2) },
    ]) {
      expect(refused(await make({ id, ...other })), JSON.stringify(other)).toBe("ID_REUSED");
    }
    expect(accepted(await make({ id })).created).toHaveLength(5); // the note was not said: not compared
    const [line] = await shop.column("SELECT id FROM activity WHERE verb = 'package.create'");
    expect(refused(await make({ id: String(line) }))).toBe("ID_REUSED");
    expect(refused(await make({ packageId: anId() }))).toBe("NOT_FOUND");
    expect(onRouter()).toHaveLength(5);
  });

  test("when the same id comes twice at once, then both speak of the same codes", async () => {
    const id = anId();
    const first: unknown[] = [];
    const second = interrupted(shop.ctx, 1, async () => first.push(accepted(await make({ id }))));
    const answer = accepted(await createVouchers({ id, packageId, count: 5 }, second));
    expect(first).toEqual([answer]);
    expect(onRouter()).toHaveLength(5);
  });

  test("when it is asked of the edge, then ROUTER_UNAVAILABLE", async () => {
    const phone = hostOver(shop.client, { host: "edge", letter: "P" });
    expect(refused(await createVouchers({ packageId, count: 1 }, phone.ctx))).toBe("ROUTER_UNAVAILABLE");
  });
});

interface Page {
  readonly items: readonly { readonly code: string }[];
  readonly nextCursor: string | null;
}

describe("given a voucher", () => {
  const code = "HK7M2P";
  const voucher = (more: object = {}) => ({
    ...{ code, profile: "hour", server: null, bytesLimit: null, timeLimit: null },
    ...{ comment: `pkg:${packageId}|created:0|`, ...more },
  });
  const sell = (more: object = {}) => sellVoucher({ code, ...more }, shop.ctx);

  test("when it is sold, then at its package's price of now, whatever the price becomes", async () => {
    shop.router.add(voucher());
    const sale = accepted(await sell({ at: at(-1) }));
    expect(sale).toMatchObject({
      code,
      packageId,
      packageName: "Hour",
      price: 1_000,
      soldAt: at(-1),
      batchId: null,
    });
    accepted(await updatePackage({ id: packageId, price: piasters(9_000) }, shop.ctx));
    const { items } = accepted(await listVouchers({}, shop.ctx));
    expect(items).toMatchObject([{ code, soldAt: at(-1), packageId }]);
    expect(await shop.column("SELECT price FROM voucher_sales")).toEqual([1_000]);
  });

  test("when it is sold again, then ALREADY_SOLD; the same command again answers the same sale", async () => {
    shop.router.add(voucher());
    const id = anId();
    const sale = accepted(await sell({ id }));
    expect(accepted(await sell({ id }))).toEqual(sale);
    expect(refused(await sell({ id: anId() }))).toBe("ALREADY_SOLD");
    expect(refused(await sell())).toBe("ALREADY_SOLD");
    expect(refused(await sell({ id, code: "OTHER2" }))).toBe("ID_REUSED");
    expect(refused(await sell({ id, at: at(1) }))).toBe("ID_REUSED");
    expect(await sales()).toEqual([code]);
  });

  test("when two sell it at the same moment, then one does", async () => {
    shop.router.add(voucher());
    expect(
      refused(
        await sellVoucher(
          { code },
          interrupted(shop.ctx, 1, () => sell()),
        ),
      ),
    ).toBe("ALREADY_SOLD");
    expect(await sales()).toEqual([code]);
  });

  test("when the router does not know it, or nobody knows its price, then it is not sold for nothing", async () => {
    expect(refused(await sell())).toBe("NOT_FOUND");
    shop.router.add(voucher({ comment: "made by hand" }));
    expect(refused(await sell())).toBe("INVALID code");
    expect(refused(await sellVoucher({ code, at: at(3) }, shop.ctx))).toBe("INVALID at");
    expect(await sales()).toEqual([]);
  });

  test("when hundreds of other codes contain it, then it is found among them", async () => {
    for (let n = 0; n < 450; n++) shop.router.add(voucher({ code: `A${n}-Z9` }));
    shop.router.add(voucher({ code: "Z9" }));
    expect(accepted(await sellVoucher({ code: "Z9" }, shop.ctx)).code).toBe("Z9");
    expect(refused(await sellVoucher({ code: "9" }, shop.ctx))).toBe("NOT_FOUND");
  });

  test("when two writers apart both sold it, then the owner is asked, unless one sale was voided", async () => {
    shop.router.add(voucher());
    const sale = accepted(await sell());
    const theirs = { id: "from the phone", price: 700, sold_at: sale.soldAt + 1 };
    await arriveLike(shop.client, "voucher_sales", "true", theirs);
    const { items } = accepted(await listReviews({}, shop.ctx));
    expect(items).toMatchObject([{ kind: "two-sales", versions: [{ amount: 1_000 }, { amount: 700 }] }]);
    const voided = { id: "from the phone", target_table: "voucher_sales", at: at(0), by: "" };
    await arrive(shop.client, "voids", voided);
    expect(accepted(await listReviews({}, shop.ctx)).items).toEqual([]);
  });

  test("when vouchers are listed by pages, then all of them, once each, by code", async () => {
    for (let n = 0; n < 7; n++) shop.router.add(voucher({ code: `C${n}` }));
    const found: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page = accepted(
        await listVouchers({ limit: 3, ...(cursor === "" ? {} : { cursor }) }, shop.ctx),
      );
      found.push(...page.items.map((one) => one.code));
      cursor = page.nextCursor;
    }
    expect(found).toEqual(onRouter());
  });

  test.each(["yes", "no"] as const)(
    "when many lie between those that were printed (%s), then the pages have them all, once each, by code",
    async (printed) => {
      const all = Array.from({ length: 60 }, (_, n) => `C${String(n).padStart(2, "0")}`);
      for (const one of all) shop.router.add(voucher({ code: one }));
      // Long runs of the same kind, and some that are mixed.
      const marked = all.filter((_, n) => n < 25 || (n > 40 && n % 2 === 0));
      accepted(await markPrinted({ codes: marked }, shop.ctx));
      const found: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: Page = accepted(
          await listVouchers({ limit: 3, printed, q: "C", ...(cursor === "" ? {} : { cursor }) }, shop.ctx),
        );
        found.push(...page.items.map((one) => one.code));
        cursor = page.nextCursor;
      }
      const wanted = all.filter((one) => marked.includes(one) === (printed === "yes"));
      expect(found.filter((one) => all.includes(one))).toEqual(wanted);
    },
  );

  test("when some were printed, then the list can be of those alone, or of the others, or of one batch", async () => {
    const batch = accepted(await make({ count: 3 }));
    const [first = "", ...rest] = batch.created.map((one) => one.code);
    shop.router.add(voucher({ comment: `pkg:${packageId}|created:${at(-5)}|` }));
    accepted(await markPrinted({ codes: [first, "NOT-HERE"] }, shop.ctx));
    const codes = async (filter: Parameters<typeof listVouchers>[0]) =>
      accepted(await listVouchers(filter, shop.ctx)).items.map((one) => one.code);
    expect(await codes({ printed: "yes" })).toEqual([first]);
    expect(await codes({ printed: "no" })).toEqual([...rest, code].sort());
    expect(await codes({ createdAt: at(0) })).toEqual([first, ...rest].sort());
    expect(await codes({ createdAt: at(0), printed: "no" })).toEqual([...rest].sort());
    expect(await codes({ createdAt: at(-4) })).toEqual([]);
  });
});
