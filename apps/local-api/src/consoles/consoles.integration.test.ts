import { connectRouter } from "@mikro-dash/router-gateway/connect-router";
import { fallSilent, noteLease } from "@mikro-dash/router-simulator/router/leases";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import type { Context } from "@mikro-dash/use-cases/context";
import { getBoard } from "@mikro-dash/use-cases/stations/get-board";
import { updateStation } from "@mikro-dash/use-cases/stations/update-station";
import { updateSettings } from "@mikro-dash/use-cases/system/settings";
import { aShop, EVENING, type Shop } from "@mikro-dash/use-cases/testing/shop";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lostUsageLook } from "../router/lost-usage-look.ts";
import { routerWifi } from "../router/router-wifi.ts";
import { queue } from "../server/command-queue.ts";
import { keptConsoleDays } from "./kept-console-days.ts";
import { watchConsoles } from "./watch-consoles.ts";

/** The console that the simulated café has a lease for. */
const MAC = "00:D9:D1:10:20:01";

let simulator: Simulator;
let shop: Shop;
let ctx: Context;
let ending: AbortController;
let watching: Promise<void>;
let close: () => void;

beforeEach(async () => {
  [simulator, shop] = await Promise.all([startSimulator(), aShop()]);
  const log = pino({ level: "silent" });
  const gateway = connectRouter({
    ...{ host: "127.0.0.1", port: simulator.port, user: "mikro-dash", password: "mikro-dash" },
    ...{ clock: shop.clock, random: Math.random },
  });
  close = () => gateway.close();
  const parts = { local: shop.client, clock: shop.clock, log };
  const losses = await lostUsageLook({ address: null, ...parts });
  const wifi = await routerWifi({ gateway, losses, onNewerVouchers: () => undefined, ...parts });
  ctx = { ...shop.ctx, wifi, consoleDays: keptConsoleDays(shop.client) };
  ending = new AbortController();
  const id = await shop.station();
  await updateStation({ id, macAddress: MAC }, ctx);
  await updateSettings({ consoleAutoStart: true, consoleAutoPause: true }, ctx);
  watching = watchConsoles({ context: async () => ctx, till: queue(), log, everyMs: 50 }, ending.signal);
});
afterEach(async () => {
  ending.abort();
  close();
  await watching;
  await Promise.all([simulator.stop(), shop.stop()]);
});

/** Minute by minute of the shop's clock, a look at the router in each. */
async function passMinutes(from: number, to: number): Promise<void> {
  for (let minute = from; minute < to; minute++) {
    shop.clock.set(minute);
    await waitFor("a look at the consoles", async () => {
      return (await ctx.wifi.sightings()).router === shop.clock.now();
    });
  }
}
async function session() {
  const board = await getBoard({}, ctx);
  return board.ok ? (board.value.stations[0]?.session ?? null) : null;
}

test("given a console whose lease lasts and that netwatch looks at, when it is switched on and off, then its session starts and stands still", async () => {
  simulator.router.tables.netwatch.add({ host: "10.5.50.10" });
  noteLease(simulator.router, MAC, "PS5");
  await passMinutes(0, 3);
  await waitFor("a session", async () => (await session())?.status === "running");
  expect((await session())?.startedAt).toBe(EVENING);
  fallSilent(simulator.router, MAC);
  await passMinutes(3, 6);
  await waitFor("it to stand still", async () => (await session())?.status === "paused");
  expect((await session())?.bill.playedMs).toBe(3 * 60_000);
  const [day] = (await ctx.consoleDays?.since("2026-01-01" as never)) ?? [];
  expect(day).toMatchObject({ date: "2026-11-22" });
  expect(day?.onlineMs).toBeGreaterThanOrEqual(60_000);
});
