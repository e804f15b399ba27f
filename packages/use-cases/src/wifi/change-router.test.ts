import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accepted, anId, aShop, at, hostOver, refused, type Shop } from "../testing/shop.ts";
import { deleteVouchers } from "./delete-vouchers.ts";
import { disconnectSession } from "./disconnect-session.ts";
import { listVouchers } from "./list-vouchers.ts";
import { markPrinted } from "./mark-printed.ts";
import { updateNetwork } from "./update-network.ts";
import { updateVoucher } from "./update-voucher.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
  for (const code of ["A", "B", "C"]) {
    shop.router.add({ code, profile: "hour", server: null, bytesLimit: null, timeLimit: null, comment: "" });
  }
});
afterEach(() => shop.stop());

const onRouter = () => shop.router.users.map((user) => user.code);
const lines = (verb: string) =>
  shop.column(`SELECT row_ids || coalesce(detail, '') FROM activity WHERE verb = '${verb}' ORDER BY at, id`);

describe("given vouchers to delete", () => {
  const remove = (ids: readonly string[], id?: string) =>
    deleteVouchers({ ids, ...(id === undefined ? {} : { id }) }, shop.ctx);

  test("when named by id and by code, then they go, and what was not there is said", async () => {
    expect(accepted(await remove(["*1", "B", "*99"]))).toEqual({
      deleted: [
        { id: "*1", code: "A" },
        { id: "*2", code: "B" },
      ],
      failed: [{ id: "*99", reason: "It is not on the router." }],
    });
    expect(onRouter()).toEqual(["C"]);
    expect(await lines("voucher.delete")).toHaveLength(1);
    expect(refused(await remove(["*99"]))).toBe("NOT_FOUND");
  });

  test("when the router goes away in the middle, then asking again with the same id goes on", async () => {
    const id = anId();
    shop.router.removesBeforeAway = 1;
    const half = accepted(await remove(["*1", "*2"], id));
    expect([half.deleted.length, half.failed.length]).toEqual([1, 1]);
    shop.router.removesBeforeAway = 100;
    const whole = accepted(await remove(["*1", "*2"], id));
    expect([whole.deleted.map((one) => one.code), whole.failed]).toEqual([["A", "B"], []]);
    expect(accepted(await remove(["*1", "*2"], id))).toEqual(whole);
    expect([onRouter(), (await lines("voucher.delete")).length]).toEqual([["C"], 1]);
  });

  test("when another voucher has got the id of one of them since, then the same command does not touch it", async () => {
    const id = anId();
    accepted(await remove(["*3"], id));
    const voucher = { profile: "hour", server: null, bytesLimit: null, timeLimit: null, comment: "" };
    shop.router.users.push({ ...voucher, code: "NEW", id: "*3" });
    expect(accepted(await remove(["*3"], id)).deleted).toEqual([{ id: "*3", code: "C" }]);
    expect(onRouter()).toEqual(["A", "B", "NEW"]);
  });

  test("when the id was used for others, then ID_REUSED", async () => {
    const id = anId();
    accepted(await remove(["*1"], id));
    expect(refused(await remove(["*2"], id))).toBe("ID_REUSED");
    expect(refused(await markPrinted({ id, codes: ["A"] }, shop.ctx))).toBe("ID_REUSED");
    expect(onRouter()).toEqual(["B", "C"]);
  });
});

describe("given vouchers that are printed", () => {
  const printed = async () => {
    const { items } = accepted(await listVouchers({}, shop.ctx));
    return items.map((voucher) => voucher.printedAt);
  };

  test("when marked, then the list says when, the last time counting", async () => {
    expect(await printed()).toEqual([null, null, null]);
    expect(accepted(await markPrinted({ codes: ["A", "B"] }, shop.ctx))).toEqual({
      printedAt: at(0),
      codes: ["A", "B"],
    });
    shop.clock.set(10);
    accepted(await markPrinted({ codes: ["B"] }, shop.ctx));
    expect(await printed()).toEqual([at(0), at(10), null]);
  });

  test("when the same command comes again, then nothing is marked anew", async () => {
    const id = anId();
    accepted(await markPrinted({ id, codes: ["A"] }, shop.ctx));
    shop.clock.set(10);
    expect(accepted(await markPrinted({ id, codes: ["A"] }, shop.ctx)).printedAt).toBe(at(0));
    expect(await printed()).toEqual([at(0), null, null]);
    expect(refused(await markPrinted({ id, codes: ["B"] }, shop.ctx))).toBe("ID_REUSED");
  });

  test("when a phone marks them, then the shop's list says so too", async () => {
    const phone = hostOver(shop.client, { host: "edge", letter: "P" });
    accepted(await markPrinted({ codes: ["C"] }, phone.ctx));
    expect((await printed())[2]).not.toBeNull();
  });

  test("when the log is long, then only the lines of printing are read", async () => {
    const { rows } = await shop.client.execute(
      "EXPLAIN QUERY PLAN SELECT max(at) FROM activity, json_each(row_ids) AS printed WHERE verb = 'voucher.print' AND at >= 5 GROUP BY printed.value",
    );
    expect(rows.map((row) => row.detail).join(" ")).toContain("activity_printed");
  });
});

test("given a voucher, when it is changed, then the answer is how it is, and the log says what was asked", async () => {
  const changed = accepted(await updateVoucher({ id: "A", timeLimit: 7_200, disabled: true }, shop.ctx));
  expect(changed).toMatchObject({
    code: "A",
    timeLimit: 7_200,
    disabled: true,
    soldAt: null,
    printedAt: null,
  });
  expect(await lines("voucher.update")).toEqual(['["A"]{"timeLimit":7200,"disabled":true}']);
  expect(refused(await updateVoucher({ id: "nobody", disabled: true }, shop.ctx))).toBe("NOT_FOUND");
  expect(await lines("voucher.update")).toHaveLength(1);
});

test("given somebody online, when put out, then once: the same command again leaves who came back", async () => {
  const id = anId();
  const end = () => disconnectSession({ id, sessionId: "A@AA:BB" }, shop.ctx);
  expect(refused(await end())).toBe("NOT_FOUND");
  shop.router.online.add("A@AA:BB");
  expect(accepted(await end())).toEqual({ id: "A@AA:BB", disconnected: true });
  shop.router.online.add("A@AA:BB");
  accepted(await end());
  expect(shop.router.online.size).toBe(1);
  expect(await lines("wifi.disconnect")).toHaveLength(1);
  expect(refused(await disconnectSession({ id, sessionId: "B@AA:BB" }, shop.ctx))).toBe("ID_REUSED");
});

test("given a network, when its password is changed, then the log does not keep it", async () => {
  accepted(await updateNetwork({ id: "*1", ssid: "new", password: "tea-and-coffee" }, shop.ctx));
  expect(await lines("network.update")).toEqual(['[]{"ssid":"new","network":"wifi1","password":"changed"}']);
});

test("given the router is away, or the phone asks, when it is to be changed, then ROUTER_UNAVAILABLE and no line", async () => {
  shop.router.away = true;
  const phone = hostOver(shop.client, { host: "edge", letter: "P" });
  for (const { ctx } of [shop, phone]) {
    expect(refused(await updateVoucher({ id: "A", disabled: true }, ctx))).toBe("ROUTER_UNAVAILABLE");
    expect(refused(await deleteVouchers({ ids: ["A"] }, ctx))).toBe("ROUTER_UNAVAILABLE");
    expect(refused(await disconnectSession({ sessionId: "A@AA:BB" }, ctx))).toBe("ROUTER_UNAVAILABLE");
    expect(refused(await updateNetwork({ id: "*1", enabled: false }, ctx))).toBe("ROUTER_UNAVAILABLE");
  }
  expect(await shop.column("SELECT count(*) FROM activity")).toEqual([0]);
});
