import type { StationId } from "@mikro-dash/domain/ids";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { endSession } from "../sessions/end-session.ts";
import { updateStation } from "../stations/update-station.ts";
import { updateSettings } from "../system/settings.ts";
import { aShop, EVENING, type Shop } from "../testing/shop.ts";
import type { RouterDevice, Sourced } from "../wifi/wifi-source.ts";
import type { ConsoleDay } from "./console-days.ts";
import { ConsoleKeeper } from "./console-keeper.ts";
import { listConsoles } from "./list-consoles.ts";

const MAC = "00:D9:D1:10:20:01";

let shop: Shop;
let stationId: StationId;
let keeper: ConsoleKeeper;
let kept: ConsoleDay[];
let ctx: Context;

beforeEach(async () => {
  shop = await aShop();
  stationId = await shop.station();
  kept = [];
  ctx = {
    ...shop.ctx,
    consoleDays: { add: async (days) => void kept.push(...days), since: async () => kept.toReversed() },
  };
  await updateStation({ id: stationId, macAddress: MAC.toLowerCase() }, ctx);
  keeper = new ConsoleKeeper();
});
afterEach(() => shop.stop());

const devices = (isOnline: boolean, source: "live" | "cached" = "live"): Sourced<RouterDevice> => ({
  source,
  asOf: shop.clock.now(),
  items: [{ id: MAC, macAddress: MAC, ipAddress: null, name: null, isOnline, seenOn: "lease" }],
});

/** Looks every 10 s from minute to minute; answers what was done, in words. */
async function lookFor(minutes: number, isOnline: boolean, source?: "live" | "cached") {
  const done: string[] = [];
  const from = (shop.clock.now() - EVENING) / 60_000;
  for (let n = 0; n <= minutes * 6; n++) {
    shop.clock.set(from + n / 6);
    for (const { action, result } of await keeper.look(devices(isOnline, source), ctx)) {
      done.push(result.ok ? action : `${action}: ${result.error.code}`);
    }
  }
  return done;
}
const sessions = () => shop.column("SELECT started_at FROM ps_sessions");
const stretches = () =>
  shop.column("SELECT kind || ' ' || started_at FROM ps_session_segments ORDER BY started_at");
const allow = (settings: Parameters<typeof updateSettings>[0]) => updateSettings(settings, ctx);

describe("given a shop where consoles start sessions", () => {
  beforeEach(() => allow({ consoleAutoStart: true }));

  test("when a console is on for a minute, then one session runs since it was switched on, in its own name", async () => {
    expect(await lookFor(5, true)).toEqual(["start"]);
    expect(await sessions()).toEqual([EVENING]);
  });

  test("when the session was ended by hand, then nothing starts before the cooldown is over", async () => {
    const sessionId = await shop.session(stationId);
    shop.clock.set(1);
    await endSession({ sessionId }, ctx);
    expect(await lookFor(9, true)).toEqual([]);
    expect(await lookFor(3, true)).toEqual(["start"]);
  });

  test("when the router gives an old list, then it is no look", async () => {
    expect(await lookFor(5, true, "cached")).toEqual([]);
  });
});

describe("given a shop where consoles pause sessions", () => {
  beforeEach(() => allow({ consoleAutoPause: true }));

  test("when a console is switched off, then its session stands still since that moment", async () => {
    await shop.session(stationId);
    expect(await lookFor(5, true)).toEqual([]);
    expect(await lookFor(5, false)).toEqual(["pause"]);
    expect(await stretches()).toEqual([`single ${EVENING}`, `paused ${EVENING + 5 * 60_000}`]);
  });

  test("when the router goes away, then nothing stands still", async () => {
    await shop.session(stationId);
    await lookFor(5, true);
    expect(await lookFor(30, false, "cached")).toEqual([]);
    expect(await stretches()).toHaveLength(1);
  });

  test("when the console was never seen, then nothing stands still", async () => {
    await shop.session(stationId);
    expect(await lookFor(30, false)).toEqual([]);
  });
});

test("given a shop that wants none of it, when a console plays for ten minutes, then that is counted, not billed", async () => {
  expect(await lookFor(10, true)).toEqual([]);
  expect(await sessions()).toEqual([]);
  await shop.session(stationId);
  expect(await lookFor(5, true)).toEqual([]);
  const sum = (pick: (day: ConsoleDay) => number) => kept.reduce((total, day) => total + pick(day), 0);
  expect(sum((day) => day.onlineMs)).toBe(15 * 60_000);
  expect(sum((day) => day.idleMs)).toBe(10 * 60_000);
  expect(new Set(kept.map((day) => day.date))).toEqual(new Set(["2026-11-22"]));
});

test("given a station without an address, then the router need not be asked", async () => {
  expect(await keeper.isNeeded(ctx)).toBe(true);
  await updateStation({ id: stationId, macAddress: null }, ctx);
  expect(await keeper.isNeeded(ctx)).toBe(false);
});

describe("given stations with and without an address, when listed", () => {
  const listed = async (look: Sourced<RouterDevice>) => {
    const wifi = { ...shop.ctx.wifi, devices: async () => look } as Context["wifi"];
    const answer = await listConsoles({}, { ...ctx, wifi });
    return answer.ok ? answer.value.items : [];
  };

  test("then each has its state and the age of the look", async () => {
    await shop.station("without");
    expect(await listed(devices(true))).toMatchObject([
      { state: "online", asOf: EVENING },
      { state: "unknown", asOf: null },
    ]);
    expect(await listed(devices(false))).toMatchObject([{ state: "offline" }, { state: "unknown" }]);
  });

  test("then a list older than it is believed tells nothing but its age", async () => {
    const old = { ...devices(true, "cached"), asOf: epochMs(EVENING - 91_000) };
    expect(await listed(old)).toMatchObject([{ state: "unknown", asOf: EVENING - 91_000 }]);
  });

  test("then its days are there in the shop, and null on a phone", async () => {
    await lookFor(10, true);
    const [day] = (await listed(devices(true)))[0]?.days ?? [];
    expect(day).toMatchObject({ date: "2026-11-22" });
    const { consoleDays: _, ...phone } = ctx;
    const answer = await listConsoles({}, phone);
    expect(answer.ok && answer.value.items[0]?.days).toBeNull();
  });
});
