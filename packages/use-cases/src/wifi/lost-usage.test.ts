import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accepted, anId, aShop, at, hostOver, refused, type Shop } from "../testing/shop.ts";
import { listLostUsage } from "./list-lost-usage.ts";
import { listVouchers } from "./list-vouchers.ts";
import { restoredLines } from "./lost-usage.ts";
import { restoreLostUsage } from "./restore-lost-usage.ts";
import { updateVoucher } from "./update-voucher.ts";

const GB = 1_000_000_000;
const loss = (n: number, code: string, minutes = -10, bytes = 350) => ({
  ...{ id: `*${n}@${at(minutes)}`, voucherId: `*${n}`, code, bytes, seconds: 600, bootedAt: at(minutes) },
});

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
  for (const code of ["A", "B", "C"]) {
    const limits = { bytesLimit: GB, timeLimit: 3_600 };
    shop.router.add({ code, profile: "hour", server: null, ...limits, comment: "" });
  }
  shop.router.lossesNoted = [loss(1, "A"), loss(2, "B")];
});
afterEach(() => shop.stop());

const restore = (more: Parameters<typeof restoreLostUsage>[0] = {}, ctx = shop.ctx) =>
  restoreLostUsage(more, ctx);
const limits = () => shop.router.users.map((user) => user.bytesLimit);
const open = async (ctx = shop.ctx) =>
  accepted(await listLostUsage({}, ctx)).items.map(({ code, bytes, at: when }) => [code, bytes, when]);
const verbs = () => shop.column("SELECT verb FROM activity ORDER BY updated_at");
const LOWERED = { ...{ bytes: 350, seconds: 600, bytesLimit: GB - 350, timeLimit: 3_000 }, exhausted: false };

describe("given vouchers of which the router forgot a part", () => {
  test("when they are listed, then each says what it lost, and those that lost nothing say so", async () => {
    const { lossesAsOf, items } = accepted(await listVouchers({}, shop.ctx));
    expect(lossesAsOf).toBe(at(0));
    expect(items.map((voucher) => voucher.lost)).toEqual([
      { bytes: 350, seconds: 600, at: at(-10) },
      { bytes: 350, seconds: 600, at: at(-10) },
      null,
    ]);
  });

  test("when all are restored, then their limits are lower, both hosts say so, and the log says who and what", async () => {
    const { restored, failed } = accepted(await restore());
    expect(restored).toEqual([
      { id: "*1", code: "A", ...LOWERED, before: { bytesLimit: GB, timeLimit: 3_600 } },
      { id: "*2", code: "B", ...LOWERED, before: { bytesLimit: GB, timeLimit: 3_600 } },
    ]);
    expect([failed, limits(), await open()]).toEqual([[], [GB - 350, GB - 350, GB], []]);
    const phone = hostOver(shop.client, { host: "edge", letter: "P" });
    phone.router.lossesNoted = shop.router.lossesNoted;
    expect(await open(phone.ctx)).toEqual([]);
    const rows = await shop.column("SELECT actor || verb || row_ids FROM activity ORDER BY updated_at");
    expect(rows).toEqual([
      'Monavoucher.restore["A","B"]',
      `Monavoucher.restored["*1@${at(-10)}","*2@${at(-10)}"]`,
    ]);
  });

  test("when the same command comes again, then the answer is the same and nothing is done", async () => {
    const id = anId();
    const first = accepted(await restore({ id }));
    shop.router.lossesNoted = null; // nor is the mirror's database needed for it
    expect(accepted(await restore({ id }))).toEqual(first);
    expect([limits(), await verbs()]).toEqual([
      [GB - 350, GB - 350, GB],
      ["voucher.restore", "voucher.restored"],
    ]);
    expect(refused(await restore({ id, ids: ["A"] }))).toBe("ID_REUSED");
  });

  test("when another command asks, then there is nothing left to restore, and no line of it", async () => {
    accepted(await restore());
    expect(accepted(await restore())).toEqual({ restored: [], failed: [] });
    expect(refused(await restore({ ids: ["A"] }))).toBe("NOT_FOUND");
    expect(await verbs()).toHaveLength(2);
  });

  test("when some are named, by id or code, then only these, and those that lost nothing are said", async () => {
    const { restored, failed } = accepted(await restore({ ids: ["*2", "C"] }));
    expect(restored.map((one) => one.code)).toEqual(["B"]);
    expect(failed).toEqual([{ id: "C", code: null, reason: "It has lost nothing that is not restored." }]);
    expect(await open()).toEqual([["A", 350, at(-10)]]);
  });

  test("when the answer of the router is lost in the middle, then the same or another command takes each off once", async () => {
    for (const again of [undefined, anId()]) {
      const id = anId();
      shop.router.lossesNoted = [...(shop.router.lossesNoted ?? []), loss(3, "C", again ? -1 : -5)];
      shop.router.lowersBeforeLost = 0;
      const before = limits()[2] ?? 0;
      const cut = await restore({ id, ids: ["C"] });
      expect(refused(cut)).toBe("ROUTER_UNAVAILABLE");
      expect(limits()[2]).toBe(before - 350);
      shop.router.lowersBeforeLost = Number.POSITIVE_INFINITY;
      const { restored } = accepted(await restore({ id: again ?? id, ids: ["C"] }));
      expect(restored).toMatchObject([{ code: "C", bytes: 350, bytesLimit: before - 350, before: null }]);
      expect(limits()[2]).toBe(before - 350);
    }
  });

  test("when the router goes away in the middle, then what was lowered is noted, the rest is said, and goes on", async () => {
    const id = anId();
    const { restoreUsage } = shop.router;
    const ctx = {
      ...shop.ctx,
      router: Object.assign(Object.create(shop.router), {
        restoreUsage: (...[voucher, losses]: Parameters<typeof restoreUsage>) => {
          shop.router.away = voucher.code === "B";
          return shop.router.restoreUsage(voucher, losses);
        },
      }),
    };
    const half = accepted(await restore({ id }, ctx));
    expect([half.restored.map((one) => one.code), half.failed]).toEqual([
      ["A"],
      [{ id: "*2", code: "B", reason: "ROUTER_UNAVAILABLE" }],
    ]);
    shop.router.away = false;
    const whole = accepted(await restore({ id }));
    expect([whole.restored.map((one) => one.code), whole.failed, limits()]).toEqual([
      ["A", "B"],
      [],
      [GB - 350, GB - 350, GB],
    ]);
  });

  test("when it has lost again since, then only that is open, and taken off beside the first", async () => {
    accepted(await restore());
    shop.router.lossesNoted = [...(shop.router.lossesNoted ?? []), loss(1, "A", 5, 50)];
    expect(await open()).toEqual([["A", 50, at(5)]]);
    accepted(await restore());
    expect(limits()[0]).toBe(GB - 400);
  });

  test("when it lost twice before anybody restored it, then it is one voucher, and both are taken off", async () => {
    shop.router.lossesNoted = [loss(1, "A"), loss(1, "A", -5, 50)];
    expect(await open()).toEqual([["A", 400, at(-5)]]);
    expect(accepted(await restore()).restored).toMatchObject([
      { code: "A", bytes: 400, bytesLimit: GB - 400 },
    ]);
  });

  test("when its counters are reset, then it begins anew, and nothing is taken off any more", async () => {
    const reset = accepted(await updateVoucher({ id: "A", resetCounters: true }, shop.ctx));
    expect(reset.lost).toBeNull();
    expect(accepted(await restore()).restored.map((one) => one.code)).toEqual(["B"]);
    expect(limits()).toEqual([GB, GB - 350, GB]);
  });

  test("when it is only extended, then what it lost stays open, and comes off the new limit", async () => {
    expect(accepted(await updateVoucher({ id: "A", bytesLimit: 2 * GB }, shop.ctx)).lost).toMatchObject({
      bytes: 350,
    });
    accepted(await restore({ ids: ["A"] }));
    expect(limits()[0]).toBe(2 * GB - 350);
  });

  test("when it has gone from the router since, then that is said, and the others are restored", async () => {
    const known = await shop.router.losses();
    const wifi = Object.assign(Object.create(shop.router), { losses: async () => known });
    shop.router.users.shift();
    const { restored, failed } = accepted(await restore({}, { ...shop.ctx, wifi }));
    expect([restored.map((one) => one.code), failed]).toEqual([
      ["B"],
      [{ id: "*1", code: "A", reason: "NOT_FOUND" }],
    ]);
  });
});

test("given nobody knows what was lost, then lists say so, and restoring is refused instead of doing nothing", async () => {
  shop.router.lossesNoted = null;
  expect(accepted(await listLostUsage({}, shop.ctx))).toMatchObject({ asOf: null, items: [] });
  expect(accepted(await listVouchers({}, shop.ctx)).lossesAsOf).toBeNull();
  expect(await restore()).toMatchObject({
    error: { code: "ROUTER_UNAVAILABLE", detail: expect.stringContaining("mirror's database") },
  });
  const phone = hostOver(shop.client, { host: "edge", letter: "P" });
  expect(refused(await restore({}, phone.ctx))).toBe("ROUTER_UNAVAILABLE");
  expect(await verbs()).toEqual([]);
});

test("given a long log, when it is asked what was restored, then only the lines of restoring are read", async () => {
  const { sql, params } = restoredLines(shop.ctx.store.db, [loss(1, "A")]).toSQL();
  const { rows } = await shop.client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: params as number[] });
  expect(rows.map((row) => row.detail).join(" ")).toContain("activity_restored");
});
