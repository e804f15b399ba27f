import { setTimeout as pause } from "node:timers/promises";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, beforeAll, expect, test } from "vitest";
import { body, type OpenedShop, openTheShop } from "./support/shop.ts";
import { inWords, spreadOf } from "./support/spread.ts";
import { type System, startSystem } from "./support/system.ts";

const COMMANDS = 200;
/** What the desktop promises; the gate is five times as wide, as these machines are shared. */
const WRITE_P99_MS = 10;
const STALL_MS = 50;
const SLACK = 5;

let system: System;
let shop: OpenedShop;
let normal: Cost;
const sessionIds: string[] = [];

beforeAll(async () => {
  system = await startSystem();
  shop = await openTheShop(system.desktop, 20);
  for (const stationId of shop.stationIds) {
    sessionIds.push((await system.desktop.call("startSession", { body: body({ stationId }) })).id);
  }
  await waitFor("the replica to be the source", async () => {
    return (await system.desktop.call("getStatus", {})).pull === "replica";
  });
  await costOf("first commands", 80, 0);
  normal = await costOf("no delay", COMMANDS, 10);
});
afterAll(() => system?.stop());

/** One command of a busy evening, answered. */
async function command(n: number): Promise<void> {
  const id = sessionIds[Math.floor(n / 4) % sessionIds.length] as string;
  const params = { id } as never;
  switch (n % 4) {
    case 0:
      return void (await system.desktop.call("pauseSession", { params, body: {} }));
    case 1:
      return void (await system.desktop.call("addOrder", {
        params,
        body: body({ menuItemId: shop.teaId, quantity: 1 }),
      }));
    case 2:
      return void (await system.desktop.call("resumeSession", { params, body: {} }));
    default:
      return void (await system.desktop.call("addCharge", {
        params,
        body: body({ amount: 500, reason: "shisha" }),
      }));
  }
}

interface Cost {
  /** Of a command, from the call to the parsed answer. */
  readonly median: number;
  readonly p99: number;
  /** The longest time for which the event loop of local-api was kept from its work meanwhile. */
  readonly stall: number;
}

async function costOf(where: string, count: number, restMs: number): Promise<Cost> {
  await longestStallMs();
  const took: number[] = [];
  for (let n = 0; n < count; n++) {
    const from = performance.now();
    await command(n);
    took.push(performance.now() - from);
    await pause(restMs);
  }
  const spread = spreadOf(took);
  const stall = await longestStallMs();
  console.log(
    `${where}: ${count} writes, ${inWords(spread)}; longest stall of the event loop ${stall.toFixed(1)} ms`,
  );
  return { ...spread, stall };
}

/** Since it was last asked. */
async function longestStallMs(): Promise<number> {
  const text = await (await fetch(`${system.stack.urls.local}/metrics`)).text();
  const seconds = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1];
  if (seconds === undefined) throw new Error(`no event loop lag in:\n${text}`);
  return Number(seconds) * 1_000;
}

/** Held to the promise, or on a machine that is busy with something else to what a write costs there anyway. */
function expectPromiseKept(cost: Cost): void {
  expect(cost.median).toBeLessThan(Math.max(WRITE_P99_MS * SLACK, 2 * normal.median));
  expect(cost.p99).toBeLessThan(Math.max(WRITE_P99_MS * SLACK, 2 * normal.p99));
  expect(cost.stall).toBeLessThan(Math.max(STALL_MS * SLACK, 2 * normal.stall));
}

test("given 100 ms to the cloud, when 200 commands are given, then none waits for it", async () => {
  system.link.setDelay(100);
  system.mirrorLink.setDelay(100);
  expectPromiseKept(await costOf("100 ms round trip", COMMANDS, 10));
});

test("given a black hole, when 200 commands are given, then none waits for it, also while the stuck agent is killed", async () => {
  system.link.blackHole();
  system.mirrorLink.blackHole();
  // Spread over more than the 10 s after which a silent agent is killed.
  expectPromiseKept(await costOf("black-holed network", COMMANDS, 60));
  const { online, pending } = await system.desktop.call("getStatus", {});
  expect(online).toBe(false);
  expect(pending).toBeGreaterThanOrEqual(COMMANDS);
});
