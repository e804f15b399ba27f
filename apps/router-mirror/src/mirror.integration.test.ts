import { join } from "node:path";
import { type Client, createClient } from "@libsql/client/http";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { type RunningProcess, startNode } from "@mikro-dash/test-kit/processes";
import { type Sqld, startSqld } from "@mikro-dash/test-kit/sqld";
import { startTestClock, type TestClock } from "@mikro-dash/test-kit/test-clock";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const NOON = Date.UTC(2026, 10, 22, 12);

let sqld: Sqld;
let simulator: Simulator;
let clock: TestClock;
let db: Client;
let mirrors: RunningProcess[];

beforeEach(async () => {
  [sqld, clock, simulator] = await Promise.all([
    startSqld(),
    startTestClock(NOON),
    startSimulator({ vouchers: 3, startAt: NOON }),
  ]);
  db = createClient({ url: sqld.url });
  mirrors = [];
});
afterEach(async () => {
  for (const mirror of mirrors) await mirror.kill();
  await Promise.all([simulator.stop(), sqld.stop(), clock.stop()]);
});

async function startMirror(env: Record<string, string> = {}): Promise<RunningProcess> {
  const mirror = await startNode({
    name: "router-mirror",
    script: join(import.meta.dirname, "main.ts"),
    env: {
      ROUTER_HOST: "127.0.0.1",
      ROUTER_PORT: String(simulator.port),
      ROUTER_USER: "mikro-dash",
      ROUTER_PASSWORD: "mikro-dash",
      MIRROR_DATABASE_URL: sqld.url,
      MIRROR_INTERVAL_SECONDS: "0.2",
      MIKRO_DASH_TEST_CLOCK_URL: clock.url,
      LOG_LEVEL: "debug",
      ...env,
    },
  });
  mirrors.push(mirror);
  return mirror;
}

const rows = async (sql: string) => (await db.execute(sql)).rows;
const vouchers = () => rows("SELECT * FROM vouchers_cache ORDER BY code");
const beat = async (id: string) => (await rows(`SELECT * FROM heartbeats WHERE id = '${id}'`))[0];
const looks = () => simulator.log.counts()["/ip/hotspot/active/print"] ?? 0;

async function mirrored(): Promise<RunningProcess> {
  const mirror = await startMirror();
  const all = async () => (await vouchers()).length === 3;
  await waitFor("the vouchers in the cache", all, { timeoutMs: 30_000 });
  return mirror;
}

/** The router is looked at `count` more times, and what the last but one look found has been written. */
async function afterLooks(count: number): Promise<void> {
  const wanted = looks() + count + 1;
  await waitFor(`${count} more looks at the router`, () => looks() >= wanted);
}

/** Counts every row that is written to the caches, by the database itself. */
async function countWrites(): Promise<() => Promise<number>> {
  const tables = ["vouchers_cache", "sessions_cache", "devices_cache", "wifi_networks_cache"];
  await db.execute("CREATE TABLE written (row TEXT)");
  for (const table of tables) {
    for (const event of ["INSERT", "UPDATE", "DELETE"]) {
      const body = `INSERT INTO written VALUES ('${table} ${event}')`;
      await db.execute(`CREATE TRIGGER ${table}_${event} AFTER ${event} ON ${table} BEGIN ${body}; END`);
    }
  }
  return async () => (await rows("SELECT * FROM written")).length;
}

describe("given an empty database", () => {
  test("when the mirror starts, then it makes its tables and everything is in them, with an age", async () => {
    await mirrored();
    expect((await vouchers())[0]).toMatchObject({
      id: "*1",
      code: "V00001",
      status: "available",
      is_online: 0,
    });
    const networks = await waitFor("networks", () => rows("SELECT * FROM wifi_networks_cache ORDER BY id"));
    expect(networks[0]).toMatchObject({ name: "wifi1", ssid: "كافيه النجوم", enabled: 1 });
    expect(await rows("SELECT name FROM devices_cache WHERE id = '00:D9:D1:10:20:01'")).toEqual([
      { name: "بلايستيشن ١" },
    ]);
    expect(await beat("router")).toMatchObject({ last_seen_at: NOON, version: "7.20.4", error: null });
    expect(await beat("router-mirror")).toMatchObject({
      last_seen_at: NOON,
      version: "0.1.0",
      lease_epoch: 1,
    });
  });

  test("when it is asked to stop, then it ends in order and leaves the lease to the next one", async () => {
    const mirror = await mirrored();
    expect(await mirror.stop()).toEqual({ code: 0, signal: null });
    expect(await beat("router-mirror")).toMatchObject({ lease_expires_at: 0 });
  });
});

describe("given a mirror that runs", () => {
  test("when nothing changes, then not a single cache row is written", async () => {
    await mirrored();
    await afterLooks(1);
    const written = await countWrites();
    await afterLooks(3);
    expect(await written()).toBe(0);
    expect(simulator.log.mostAtOnce).toBe(1);
    expect(simulator.log.counts()["/login"]).toBe(1);
  });

  test("when a voucher is used and let go, then exactly its rows are written", async () => {
    await mirrored();
    await afterLooks(1);
    const written = await countWrites();
    simulator.router.sessions.login({ user: "V00002", mac: "A4:83:E7:00:00:01", hostName: "iPhone" });
    await waitFor("the session", async () => (await rows("SELECT * FROM sessions_cache")).length === 1);
    expect((await vouchers())[1]).toMatchObject({
      status: "used",
      is_online: 1,
      mac_address: "A4:83:E7:00:00:01",
    });
    expect(await written()).toBe(2);
    simulator.router.advance(5_000);
    await afterLooks(2);
    expect(await written()).toBe(2);
    clock.advance(60_000);
    simulator.router.sessions.logoutAll();
    await waitFor("no session", async () => (await rows("SELECT * FROM sessions_cache")).length === 0);
    expect((await vouchers())[1]).toMatchObject({
      is_online: 0,
      bytes_used: 210_000,
      uptime: 5,
      last_seen_at: NOON + 60_000,
    });
    expect(await written()).toBe(4);
  });

  test("when vouchers are made and removed on the router, then the cache follows", async () => {
    await mirrored();
    simulator.router.tables.hotspotUsers.add({
      name: "NEW234",
      comment: `pkg:p-9|created:${NOON}|x`,
      profile: "1GB",
    });
    simulator.router.tables.hotspotUsers.delete("*1");
    simulator.router.tables.hotspotUsers.delete("*2");
    await waitFor("two vouchers", async () => (await vouchers()).length === 2);
    expect(await vouchers()).toMatchObject([
      { code: "NEW234", package_id: "p-9", created_at: NOON },
      { code: "V00003" },
    ]);
  });

  test("when a read fails in the middle or is refused, then no cache is emptied and the phone is told why", async () => {
    await mirrored();
    for (const kind of ["cut-answer", "trap", "silent"] as const) {
      simulator.faults.add({ kind, on: "/ip/hotspot/user/print", message: "failure: no memory" });
    }
    simulator.router.tables.hotspotUsers.add({ name: "NEW234" });
    await waitFor(
      "the refusal in the heartbeat",
      async () => String((await beat("router"))?.error).includes("no memory"),
      {
        timeoutMs: 20_000,
      },
    );
    expect(await vouchers()).toHaveLength(3);
    simulator.faults.clear();
    await waitFor("the new voucher", async () => (await vouchers()).length === 4, { timeoutMs: 30_000 });
    expect((await beat("router"))?.error).toBeNull();
  });

  test("when the router is away, then what is known stays, with its age and the reason, until it is back", async () => {
    const mirror = await mirrored();
    const { port } = simulator;
    clock.advance(60_000);
    await afterLooks(1);
    await simulator.stop();
    await waitFor("the reason", async () => {
      const row = await beat("router");
      // A look that was under way when it went is told first: its connection was lost.
      return String(row?.error).includes("cannot be reached");
    });
    clock.advance(600_000);
    expect(await vouchers()).toHaveLength(3);
    expect(Number((await beat("router"))?.last_seen_at)).toBeLessThanOrEqual(NOON + 60_000);
    await waitFor(
      "the mirror's own heartbeat",
      async () => Number((await beat("router-mirror"))?.last_seen_at) > NOON + 600_000,
      {
        timeoutMs: 30_000,
      },
    );
    simulator = await startSimulator({ port, vouchers: 3 });
    await waitFor("the router seen again", async () => (await beat("router"))?.error === null, {
      timeoutMs: 20_000,
    });
    expect(mirror.output()).not.toContain('"mikro-dash"');
  });

  test("when only the leases are refused, then that is said, and stays said, while the rest goes on", async () => {
    simulator.faults.add({
      kind: "trap",
      on: "/ip/dhcp-server",
      times: null,
      message: "not enough permissions (9)",
    });
    const mirror = await mirrored();
    await waitFor("networks", async () => (await rows("SELECT * FROM wifi_networks_cache")).length === 2);
    clock.advance(20_000);
    await afterLooks(2);
    expect(String((await beat("router"))?.error)).toContain("policies read, write");
    expect(await rows("SELECT * FROM devices_cache")).toEqual([]);
    expect(mirror.output()).not.toContain("well again");
  });

  test("when the router is slow, then it is left in peace four fifths of the time", async () => {
    await mirrored();
    await afterLooks(1);
    simulator.faults.add({ kind: "delay", ms: 100, times: null });
    await afterLooks(0);
    const [looksBefore, began] = [looks(), performance.now()];
    await waitFor("three looks", () => looks() >= looksBefore + 3);
    // Two questions a look, 100 ms each: 0.2 s of work and 0.8 s of rest.
    expect(performance.now() - began).toBeGreaterThan(2_900);
  });

  test("when the database is away, then it goes on and catches up", async () => {
    const mirror = await mirrored();
    await sqld.kill();
    simulator.router.tables.hotspotUsers.add({ name: "NEW234" });
    await mirror.waitForLine(/database cannot be used/);
    await afterLooks(2);
    await sqld.restart();
    await waitFor("the new voucher", async () => (await vouchers()).length === 4);
    expect(mirror.isRunning()).toBe(true);
  });
});

describe("given a voucher that is online", () => {
  const losses = () => rows("SELECT voucher_id, code, bytes, seconds FROM lost_usage");
  const second = async () => (await vouchers())[1];
  let mirror: RunningProcess;

  beforeEach(async () => {
    mirror = await mirrored();
    simulator.router.sessions.login({ user: "V00002", mac: "A4:83:E7:00:00:01" });
    simulator.router.advance(5_000);
    await waitFor("the counters", async () => Number((await second())?.bytes_used) === 210_000);
    clock.advance(600_000);
    simulator.router.advance(600_000);
    await afterLooks(2);
  });

  test("when the router loses its power, then what it forgot is noted once", async () => {
    clock.advance(60_000);
    simulator.router.powerCut();
    await waitFor("the loss", async () => (await losses()).length === 1, { timeoutMs: 30_000 });
    const [loss] = await losses();
    expect(loss).toMatchObject({ voucher_id: "*2", code: "V00002", seconds: 605 });
    expect(Number(loss?.bytes)).toBeGreaterThan(210_000);
    expect(await second()).toMatchObject({ bytes_used: 0, is_online: 0 });
    await afterLooks(3);
    expect(await losses()).toHaveLength(1);
  });

  test("when mirror and router lose their power together, then the next mirror finds what is lost", async () => {
    const held = Number((await second())?.bytes_used);
    await mirror.kill();
    clock.advance(60_000);
    simulator.router.powerCut();
    await db.execute("UPDATE heartbeats SET lease_expires_at = 0 WHERE id = 'router-mirror'");
    await startMirror();
    await waitFor("the loss", async () => (await losses()).length === 1);
    expect(await losses()).toMatchObject([{ code: "V00002", bytes: held }]);
  });

  test.each(["an orderly reboot", "a logout", "a reset of the counters"])(
    "when there is %s, then nothing is lost",
    async (what) => {
      clock.advance(60_000);
      const asked = looks();
      if (what === "an orderly reboot") simulator.router.reboot();
      else simulator.router.sessions.logoutAll();
      if (what === "a reset of the counters") {
        const { hotspotUsers } = simulator.router.tables;
        const {
          "bytes-in": _in,
          "bytes-out": _out,
          uptime: _uptime,
          ...unused
        } = hotspotUsers.get("*2") ?? {};
        hotspotUsers.put("*2", unused);
      }
      await waitFor("it offline", async () => (await second())?.is_online === 0, { timeoutMs: 30_000 });
      await waitFor("two more looks", () => looks() >= asked + 3, { timeoutMs: 30_000 });
      expect(await losses()).toEqual([]);
    },
  );
});

describe("given a lease", () => {
  test("when another mirror starts beside it, then it waits and writes nothing", async () => {
    await mirrored();
    const second = await startMirror();
    await second.waitForLine(/Another mirror holds the lease/);
    expect(await beat("router-mirror")).toMatchObject({ lease_epoch: 1 });
    expect(second.output()).not.toContain("written");
  });

  test("when it was taken over, then the old one stops writing", async () => {
    const mirror = await mirrored();
    await db.execute(
      "UPDATE heartbeats SET lease_epoch = 7, lease_expires_at = 9e15 WHERE id = 'router-mirror'",
    );
    const written = await countWrites();
    simulator.router.tables.hotspotUsers.add({ name: "NEW234" });
    await mirror.waitForLine(/Another mirror took over/);
    expect(await written()).toBe(0);
    expect(await vouchers()).toHaveLength(3);
  });

  test("when the mirror is killed and started again, then it goes on from what the cache holds", async () => {
    const mirror = await mirrored();
    await afterLooks(1);
    await mirror.kill();
    const written = await countWrites();
    simulator.router.tables.hotspotUsers.delete("*3");
    await db.execute("UPDATE heartbeats SET lease_expires_at = 0 WHERE id = 'router-mirror'");
    await startMirror();
    await waitFor("the removed voucher to leave", async () => (await vouchers()).length === 2);
    await afterLooks(1);
    expect(await written()).toBe(1);
    expect(await beat("router-mirror")).toMatchObject({ lease_epoch: 2 });
  });
});

test("given a variable that cannot be used, when started, then it ends with one sentence", async () => {
  const mirror = await startMirror({ ROUTER_PORT: "many" });
  expect(await mirror.exited).toEqual({ code: 1, signal: null });
  expect(mirror.output()).toBe('ROUTER_PORT is "many"; allowed is a whole number from 1 to 65535.\n');
});

test("given a wrong password, when started, then it runs on and the reason is written down", async () => {
  const mirror = await startMirror({ ROUTER_PASSWORD: "sesame-wrong" });
  await waitFor("the reason", async () =>
    String((await beat("router-mirror"))?.error).includes("refused the name or the password"),
  );
  expect(mirror.output()).not.toContain("sesame-wrong");
  expect(mirror.isRunning()).toBe(true);
});
