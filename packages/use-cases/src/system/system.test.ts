import { piasters } from "@mikro-dash/domain/money/piasters";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addCharge } from "../sessions/add-charge.ts";
import { endSession } from "../sessions/end-session.ts";
import { getSession } from "../sessions/get-session.ts";
import { arrive } from "../testing/arrivals.ts";
import { accepted, aShop, at, hostOver, interrupted, refused, type Shop } from "../testing/shop.ts";
import { getHealth, getReady } from "./get-health.ts";
import { getStatus } from "./get-status.ts";
import { listActivity } from "./list-activity.ts";
import { getSettings, updateSettings } from "./settings.ts";

let shop: Shop;
beforeEach(async () => {
  shop = await aShop();
});
afterEach(() => shop.stop());

describe("given settings", () => {
  test("when nothing was set, then the defaults of the shop", async () => {
    expect(accepted(await getSettings({}, shop.ctx))).toEqual({
      ...{ billingIncrementSeconds: 60, minimumCharge: 0, roundTo: 500, limitAction: "alert" },
      ...{
        businessName: "mikro-dash",
        timeZone: "Africa/Cairo",
        dayStartsAt: "10:00",
        language: "ar",
        digits: "latn",
      },
      ...{ consoleAutoStart: false, consoleAutoPause: false },
      ...{ consoleDebounceSeconds: 60, consoleCooldownMinutes: 10 },
    });
  });

  test("when some are changed, then those alone are stored, and again with the same words nothing is", async () => {
    const changes = { roundTo: piasters(100), businessName: "قهوة" };
    const after = accepted(await updateSettings(changes, shop.ctx));
    expect(after).toMatchObject({ ...changes, minimumCharge: 0 });
    accepted(await updateSettings({ roundTo: piasters(50) }, shop.ctx));
    const lines = await shop.column("SELECT count(*) FROM activity");
    accepted(await updateSettings({ roundTo: piasters(50), language: "ar" }, shop.ctx));
    expect(await shop.column("SELECT id || ' ' || value FROM settings ORDER BY id")).toEqual([
      'businessName "قهوة"',
      "roundTo 50",
    ]);
    expect(await shop.column("SELECT count(*) FROM activity")).toEqual(lines);
  });

  test("when two change the same key for the first time at once, then both are done, one after the other", async () => {
    const first = () => updateSettings({ roundTo: piasters(100) }, shop.ctx);
    const after = accepted(await updateSettings({ roundTo: piasters(50) }, interrupted(shop.ctx, 1, first)));
    expect([after.roundTo, await shop.column("SELECT value FROM settings")]).toEqual([50, ["50"]]);
  });

  test("when the same key arrives from another writer with an older stamp in between, then both are done, too", async () => {
    accepted(await updateSettings({ businessName: "قهوة" }, shop.ctx));
    const arrives = () =>
      shop.client.execute(
        "INSERT INTO settings (id, updated_at, value) VALUES ('roundTo', '2020-01-01T00:00:00.000Z-0000-elsewher', '50')",
      );
    const words = { roundTo: piasters(100) };
    expect(accepted(await updateSettings(words, interrupted(shop.ctx, 1, arrives))).roundTo).toBe(100);
  });

  test("when a key was taken back elsewhere, then its default holds, and it can be set again", async () => {
    accepted(await updateSettings({ roundTo: piasters(100) }, shop.ctx));
    await shop.client.execute(
      "UPDATE settings SET deleted_at = 1, updated_at = '2027-01-01T00:00:00.000Z-0000-elsewher'",
    );
    expect(accepted(await getSettings({}, shop.ctx)).roundTo).toBe(500);
    expect(accepted(await updateSettings({ roundTo: piasters(100) }, shop.ctx)).roundTo).toBe(100);
    expect(accepted(await getSettings({}, shop.ctx)).roundTo).toBe(100);
  });

  test("when the policy changes, then open sessions are priced by the new one, closed ones keep theirs", async () => {
    const [closed, open] = [
      await shop.session(await shop.station("A", 6_100)),
      await shop.session(await shop.station("B", 6_100)),
    ];
    shop.clock.set(60);
    accepted(await endSession({ sessionId: closed }, shop.ctx));
    accepted(await updateSettings({ roundTo: piasters(1) }, shop.ctx));
    const bill = async (sessionId: typeof open) =>
      accepted(await getSession({ sessionId }, shop.ctx)).bill.payable;
    expect([await bill(closed), await bill(open)]).toEqual([6_000, 6_100]);
  });
});

describe("given the status", () => {
  test("when rows wait for the primary, then their number is told, on the shop's host only", async () => {
    expect(accepted(await getStatus({}, shop.ctx))).toMatchObject({
      ...{
        host: "local",
        version: "test",
        serverTime: at(0),
        pending: 0,
        rejects: 0,
        reviews: 0,
        online: false,
      },
      capabilities: ["events", "router", "vouchers.create", "pairings"],
    });
    const stationId = await shop.station(); // the station and its line in the log
    expect(accepted(await getStatus({}, shop.ctx)).pending).toBe(2);
    await shop.session(stationId); // session, segment, line
    expect(accepted(await getStatus({}, shop.ctx)).pending).toBe(5);
    await shop.client.execute("UPDATE ps_sessions SET synced_at = '2026-11-22T19:00:00.000Z'");
    const reject = { id: "a:b", table_name: "a", row_id: "b", reason: "why", at: 0 };
    await arrive(shop.client, "sync_rejects", reject);
    expect(accepted(await getStatus({}, shop.ctx))).toMatchObject({ pending: 4, rejects: 1 });
    const phone = hostOver(shop.client, { host: "edge", letter: "P" });
    expect(accepted(await getStatus({}, phone.ctx))).toMatchObject({
      host: "edge",
      pending: 0,
      capabilities: [],
    });
  });

  test("when the café was heard of, then when; health and readiness answer", async () => {
    shop.router.cafeSeenAt = at(-3);
    expect(accepted(await getStatus({}, shop.ctx))).toMatchObject({
      cafeSeenAt: at(-3),
      routerSeenAt: at(0),
      mirrorSeenAt: null,
    });
    expect(accepted(await getHealth({}, shop.ctx))).toEqual({ status: "ok", serverTime: at(0) });
    expect(accepted(await getReady({}, shop.ctx)).migration).toMatch(/^[0-9a-f]{64}$/);
  });
});

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor: string | null;
}

describe("given the activity log", () => {
  test("then each command wrote one line in its own batch: who, from where, what, which rows", async () => {
    const stationId = await shop.station();
    const sessionId = await shop.session(stationId);
    shop.clock.set(1);
    const charged = accepted(await addCharge({ sessionId, amount: piasters(5), reason: "pad" }, shop.ctx));
    const { items } = accepted(await listActivity({}, shop.ctx));
    expect(items.map((line) => [line.verb, line.sessionId])).toEqual([
      ["charge.add", sessionId],
      ["session.start", sessionId],
      ["station.create", null],
    ]);
    const rowIds = [charged.charges[0]?.id];
    expect(items[0]).toMatchObject({
      at: at(1),
      actor: "Mona",
      device: "desktop",
      requestId: "request-1",
      rowIds,
    });
    expect(items[1]?.rowIds).toEqual([sessionId, charged.segments[0]?.id]);
  });

  test("when a write is refused, then it leaves no line", async () => {
    const stationId = await shop.station();
    const lines = await shop.column("SELECT count(*) FROM activity");
    const sessionId = await shop.session(stationId);
    const ends = () => endSession({ sessionId }, shop.ctx);
    const charge = { sessionId, amount: piasters(5), reason: "pad" };
    expect(refused(await addCharge(charge, interrupted(shop.ctx, 1, ends)))).toBe("SESSION_ENDED");
    expect(await shop.column("SELECT count(*) FROM activity")).toEqual([Number(lines[0]) + 2]); // start, end
  });

  test("when it is read by pages, then every line once, newest first, whatever ids the clients chose", async () => {
    const sessionId = await shop.session(await shop.station());
    const chosen = ["f", "0", "7", "3"].map((sign) => `${sign}0000000-0000-4000-8000-000000000000`);
    for (const [n, id] of chosen.entries()) {
      shop.clock.set(1 + Math.floor(n / 2));
      accepted(await addCharge({ sessionId, id, amount: piasters(5), reason: "pad" }, shop.ctx));
    }
    const found: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Page = accepted(
        await listActivity({ limit: 2, ...(cursor === "" ? {} : { cursor }) }, shop.ctx),
      );
      found.push(...page.items.map((line) => line.id));
      cursor = page.nextCursor;
    }
    expect(found.slice(0, 4)).toEqual([chosen[2], chosen[3], chosen[0], chosen[1]]);
    expect(new Set(found).size).toBe(6);
    expect(refused(await listActivity({ cursor: "x" }, shop.ctx))).toBe("INVALID cursor");
  });
});
