import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@libsql/client/http";
import { NODE_ARGS } from "@mikro-dash/service/node-args";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { type RunningProcess, startNode } from "@mikro-dash/test-kit/processes";
import { type Sqld, startSqld } from "@mikro-dash/test-kit/sqld";
import { startTestClock, type TestClock } from "@mikro-dash/test-kit/test-clock";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach, expect, test } from "vitest";
import { misapplied, readJournal } from "./applied-writes.ts";
import { Footprint } from "./footprint.ts";
import type { Told } from "./intents.ts";
import { MIRROR, REGULARS, Troubles } from "./troubles.ts";
import { cachesAndTruth } from "./true-state.ts";

const isLong = process.env.MIKRO_DASH_LONG === "1";
const { speed, hours, pace } = isLong
  ? { speed: 60, hours: 24, pace: { routerEveryMs: 2_000, databaseEveryMs: 6_000, restartEveryMs: 60_000 } }
  : { speed: 120, hours: 1 / 3, pace: { routerEveryMs: 400, databaseEveryMs: 2_000, restartEveryMs: 4_000 } };
const realMs = (hours * 3_600_000) / speed;
const seed = Number(process.env.MIKRO_DASH_SEED ?? Math.floor(Math.random() * 1e9));
/** That nobody deletes: their rows are to be in the cache at every instant. */
const VOUCHERS = 40;
/** V8 is still warming up in the short run: it would see a flood, not a leak. */
const MOST_GROWTH_MIB = isLong ? 12 : 40;
const packages = join(import.meta.dirname, "../../../../../packages");

let directory: string;
let sqld: Sqld;
let proxy: FaultProxy;
let clock: TestClock;
let ticking: NodeJS.Timeout;
let processes: RunningProcess[];
let told: Told[];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "mikro-dash-soak-"));
  sqld = await startSqld();
  [proxy, clock] = await Promise.all([startFaultProxy(sqld.url), startTestClock(Date.now())]);
  const [began, from] = [clock.now(), performance.now()];
  ticking = setInterval(() => clock.set(Math.round(began + (performance.now() - from) * speed)), 5);
  [processes, told] = [[], []];
});
afterEach(async () => {
  for (const one of processes) await one.kill();
  clearInterval(ticking);
  await Promise.all([proxy.stop(), clock.stop()]);
  await sqld.stop();
  rmSync(directory, { recursive: true });
});

async function run(...[options]: Parameters<typeof startNode>): Promise<RunningProcess> {
  const started = await startNode(options);
  processes.push(started);
  return started;
}

async function startRouter(): Promise<{ port: number; controlUrl: string }> {
  const simulator = await run({
    name: "router-simulator",
    script: join(packages, "router-simulator/src/cli.ts"),
    args: [
      ...["--port", "0", "--control-port", "0", "--vouchers", `${VOUCHERS}`, "--speed", `${speed}`],
      ...["--state-file", join(directory, "router.json")],
      ...["--users", `${MIRROR}:${MIRROR}:full`],
    ],
  });
  const [ready] = await simulator.waitForLine(/\{"ready":true.*\}/);
  return JSON.parse(ready) as { port: number; controlUrl: string };
}

function startMirror(routerPort: number): Promise<RunningProcess> {
  return run({
    name: "router-mirror",
    script: join(import.meta.dirname, "../../main.ts"),
    nodeArgs: NODE_ARGS["router-mirror"],
    env: {
      ROUTER_HOST: "127.0.0.1",
      ROUTER_PORT: String(routerPort),
      ROUTER_USER: MIRROR,
      ROUTER_PASSWORD: MIRROR,
      MIRROR_DATABASE_URL: proxy.url,
      DATA_DIR: directory,
      MIKRO_DASH_TEST_CLOCK_URL: clock.url,
      MIKRO_DASH_TEST_SPEED: String(speed),
    },
  });
}

async function startWriter(routerPort: number): Promise<RunningProcess> {
  let rest = "";
  return run({
    name: "writer",
    script: join(import.meta.dirname, "writer.ts"),
    args: [String(routerPort), String(seed)],
    nodeArgs: NODE_ARGS["router-mirror"],
    onOutput(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.startsWith("{")) told.push(JSON.parse(line) as Told);
    },
  });
}

test(`soak: given ${hours.toFixed(1)} hours of a router and a database that fail all the time, then nothing crashes, grows, is written twice, or stays untrue`, {
  timeout: realMs * 1.5 + 120_000,
}, async () => {
  console.log(`soak: seed ${seed} (MIKRO_DASH_SEED=${seed} draws it again)`);
  const { port, controlUrl } = await startRouter();
  const db = createClient({ url: sqld.url });
  const mirror = await startMirror(port);
  const areSame = async () => {
    const { cached, truth } = await cachesAndTruth(db, controlUrl);
    return truth.length > VOUCHERS && JSON.stringify(cached) === JSON.stringify(truth);
  };
  const neverDeleted = async () =>
    (await db.execute("SELECT id FROM vouchers_cache WHERE code LIKE 'V%'")).rows.length;
  await waitFor("the first look", areSame, { timeoutMs: 30_000 });
  const writer = await startWriter(port);
  const troubles = new Troubles(controlUrl, proxy, pace);
  await troubles.begin(seed);

  const footprints = { mirror: new Footprint(mirror.pid), writer: new Footprint(writer.pid) };
  for (const until = performance.now() + realMs; performance.now() < until; await pause(realMs / 400)) {
    expect([mirror.isRunning(), writer.isRunning()]).toEqual([true, true]);
    expect(await neverDeleted(), "rows of vouchers that nobody deletes").toBe(VOUCHERS);
    if (process.platform === "linux") for (const footprint of Object.values(footprints)) footprint.look();
  }

  await troubles.end();
  expect(await writer.stop(60_000)).toEqual({ code: 0, signal: null });
  await waitFor("the caches to be true", areSame, { timeoutMs: 60_000, everyMs: 200 }).catch(async () => {
    const { cached, truth } = await cachesAndTruth(db, controlUrl);
    expect(cached).toEqual(truth);
  });
  const { cached } = await cachesAndTruth(db, controlUrl);
  for (const code of REGULARS) expect(cached.join("\n")).toContain(`session ${code} `);

  const counts = Object.groupBy(told, ({ refusal }) => refusal ?? "done");
  const answers = Object.fromEntries(Object.entries(counts).map(([what, some]) => [what, some?.length]));
  console.log("soak: writes", JSON.stringify(answers), "troubles", JSON.stringify(troubles.counts));
  expect(misapplied(told, readJournal(readFileSync(join(directory, "router.json"), "utf8")))).toEqual([]);
  expect(answers.done ?? 0).toBeGreaterThan(realMs / 10_000);

  expect(await mirror.stop()).toEqual({ code: 0, signal: null });
  for (const { output } of [mirror, writer]) expect(output()).not.toMatch(/Warning|Unhandled|Error:/);
  if (process.platform !== "linux") return console.log("soak: what processes take is read on Linux only");
  for (const [name, footprint] of Object.entries(footprints)) {
    const { rssMiB, handles } = footprint.growth();
    console.log(`soak: ${name}`, JSON.stringify({ rssMiB, handles }));
    expect(handles.to, `handles of ${name}`).toBeLessThanOrEqual(handles.from + 3);
    expect(rssMiB.to, `RSS of ${name}`).toBeLessThanOrEqual(rssMiB.from + MOST_GROWTH_MIB);
  }
});
