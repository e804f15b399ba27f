import { startSimulator } from "@mikro-dash/router-simulator/simulator";
import type { RunningProcess } from "@mikro-dash/test-kit/processes";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { beforeEach, describe, expect, test } from "vitest";
import { MirroredShop, NOON } from "./testing/mirrored-shop.ts";

const shop = new MirroredShop();

describe("given an empty database", () => {
  test("when the mirror starts, then it makes its tables and everything is in them, with an age", async () => {
    await shop.mirrored();
    expect((await shop.vouchers())[0]).toMatchObject({
      id: "*1",
      code: "V00001",
      status: "available",
      is_online: 0,
    });
    const networks = await waitFor("networks", () =>
      shop.rows("SELECT * FROM wifi_networks_cache ORDER BY id"),
    );
    expect(networks[0]).toMatchObject({ name: "wifi1", ssid: "كافيه النجوم", enabled: 1 });
    expect(await shop.rows("SELECT name FROM devices_cache WHERE id = '00:D9:D1:10:20:01'")).toEqual([
      { name: "بلايستيشن ١" },
    ]);
    expect(await shop.beat("router")).toMatchObject({ last_seen_at: NOON, version: "7.20.4", error: null });
    expect(await shop.beat("router-mirror")).toMatchObject({
      last_seen_at: NOON,
      version: "0.1.0",
      lease_epoch: 1,
    });
  });

  test("when it is asked to stop, then it ends in order and leaves the lease to the next one", async () => {
    const mirror = await shop.mirrored();
    expect(await mirror.stop()).toEqual({ code: 0, signal: null });
    expect(await shop.beat("router-mirror")).toMatchObject({ lease_expires_at: 0 });
  });
});

describe("given a mirror that runs", () => {
  test("when nothing changes, then not a single cache row is written", async () => {
    await shop.mirrored();
    await shop.afterLooks(1);
    const written = await shop.countWrites();
    await shop.afterLooks(3);
    expect(await written()).toBe(0);
    expect(shop.simulator.log.mostAtOnce).toBe(1);
    expect(shop.simulator.log.counts()["/login"]).toBe(1);
  });

  test("when a voucher is used and let go, then exactly its rows are written", async () => {
    await shop.mirrored();
    await shop.afterLooks(1);
    const written = await shop.countWrites();
    shop.simulator.router.sessions.login({ user: "V00002", mac: "A4:83:E7:00:00:01", hostName: "iPhone" });
    await waitFor("the session", async () => (await shop.rows("SELECT * FROM sessions_cache")).length === 1);
    expect((await shop.vouchers())[1]).toMatchObject({
      status: "used",
      is_online: 1,
      mac_address: "A4:83:E7:00:00:01",
    });
    expect(await written()).toBe(2);
    shop.simulator.router.advance(5_000);
    await shop.afterLooks(2);
    expect(await written()).toBe(2);
    shop.clock.advance(60_000);
    shop.simulator.router.sessions.logoutAll();
    await waitFor("no session", async () => (await shop.rows("SELECT * FROM sessions_cache")).length === 0);
    expect((await shop.vouchers())[1]).toMatchObject({
      is_online: 0,
      bytes_used: 210_000,
      uptime: 5,
      last_seen_at: NOON + 60_000,
    });
    expect(await written()).toBe(4);
  });

  test("when vouchers are made and removed on the router, then the cache follows", async () => {
    await shop.mirrored();
    shop.simulator.router.tables.hotspotUsers.add({
      name: "NEW234",
      comment: `pkg:p-9|created:${NOON}|x`,
      profile: "1GB",
    });
    shop.simulator.router.tables.hotspotUsers.delete("*1");
    shop.simulator.router.tables.hotspotUsers.delete("*2");
    await waitFor("two vouchers", async () => (await shop.vouchers()).length === 2);
    expect(await shop.vouchers()).toMatchObject([
      { code: "NEW234", package_id: "p-9", created_at: NOON },
      { code: "V00003" },
    ]);
  });

  test("when a read fails in the middle or is refused, then no cache is emptied and the phone is told why", async () => {
    await shop.mirrored();
    for (const kind of ["cut-answer", "trap", "silent"] as const) {
      shop.simulator.faults.add({ kind, on: "/ip/hotspot/user/print", message: "failure: no memory" });
    }
    shop.simulator.router.tables.hotspotUsers.add({ name: "NEW234" });
    await waitFor(
      "the refusal in the heartbeat",
      async () => String((await shop.beat("router"))?.error).includes("no memory"),
      {
        timeoutMs: 20_000,
      },
    );
    expect(await shop.vouchers()).toHaveLength(3);
    shop.simulator.faults.clear();
    await waitFor("the new voucher", async () => (await shop.vouchers()).length === 4, { timeoutMs: 30_000 });
    expect((await shop.beat("router"))?.error).toBeNull();
  });

  test("when the router is away, then what is known stays, with its age and the reason, until it is back", async () => {
    const mirror = await shop.mirrored();
    const { port } = shop.simulator;
    shop.clock.advance(60_000);
    await shop.afterLooks(1);
    await shop.simulator.stop();
    await waitFor("the reason", async () => {
      const row = await shop.beat("router");
      // A look that was under way when it went is told first: its connection was lost.
      return String(row?.error).includes("cannot be reached");
    });
    shop.clock.advance(600_000);
    expect(await shop.vouchers()).toHaveLength(3);
    expect(Number((await shop.beat("router"))?.last_seen_at)).toBeLessThanOrEqual(NOON + 60_000);
    await waitFor(
      "the mirror's own heartbeat",
      async () => Number((await shop.beat("router-mirror"))?.last_seen_at) > NOON + 600_000,
      {
        timeoutMs: 30_000,
      },
    );
    shop.simulator = await startSimulator({ port, vouchers: 3 });
    await waitFor("the router seen again", async () => (await shop.beat("router"))?.error === null, {
      timeoutMs: 20_000,
    });
    expect(mirror.output()).not.toContain('"mikro-dash"');
  });

  test("when only the leases are refused, then that is said, and stays said, while the rest goes on", async () => {
    shop.simulator.faults.add({
      kind: "trap",
      on: "/ip/dhcp-server",
      times: null,
      message: "not enough permissions (9)",
    });
    const mirror = await shop.mirrored();
    await waitFor(
      "networks",
      async () => (await shop.rows("SELECT * FROM wifi_networks_cache")).length === 2,
    );
    shop.clock.advance(20_000);
    await shop.afterLooks(2);
    expect(String((await shop.beat("router"))?.error)).toContain("policies read, write");
    expect(await shop.rows("SELECT * FROM devices_cache")).toEqual([]);
    expect(mirror.output()).not.toContain("well again");
  });

  test("when the router is slow, then it is left in peace four fifths of the time", async () => {
    await shop.mirrored();
    await shop.afterLooks(1);
    shop.simulator.faults.add({ kind: "delay", ms: 100, times: null });
    await shop.afterLooks(0);
    const [looksBefore, began] = [shop.looks(), performance.now()];
    await waitFor("three looks", () => shop.looks() >= looksBefore + 3);
    // Two questions a look, 100 ms each: 0.2 s of work and 0.8 s of rest.
    expect(performance.now() - began).toBeGreaterThan(2_900);
  });

  test("when the database is away, then it goes on and catches up", async () => {
    const mirror = await shop.mirrored();
    await shop.sqld.kill();
    shop.simulator.router.tables.hotspotUsers.add({ name: "NEW234" });
    await mirror.waitForLine(/database cannot be used/);
    await shop.afterLooks(2);
    await shop.sqld.restart();
    await waitFor("the new voucher", async () => (await shop.vouchers()).length === 4);
    expect(mirror.isRunning()).toBe(true);
  });
});

describe("given a voucher that is online", () => {
  const losses = () => shop.rows("SELECT voucher_id, code, bytes, seconds FROM lost_usage");
  const second = async () => (await shop.vouchers())[1];
  let mirror: RunningProcess;

  beforeEach(async () => {
    mirror = await shop.mirrored();
    shop.simulator.router.sessions.login({ user: "V00002", mac: "A4:83:E7:00:00:01" });
    shop.simulator.router.advance(5_000);
    await waitFor("the counters", async () => Number((await second())?.bytes_used) === 210_000);
    shop.clock.advance(600_000);
    shop.simulator.router.advance(600_000);
    await shop.afterLooks(2);
  });

  test("when the router loses its power, then what it forgot is noted once", async () => {
    shop.clock.advance(60_000);
    shop.simulator.router.powerCut();
    await waitFor("the loss", async () => (await losses()).length === 1, { timeoutMs: 30_000 });
    const [loss] = await losses();
    expect(loss).toMatchObject({ voucher_id: "*2", code: "V00002", seconds: 605 });
    expect(Number(loss?.bytes)).toBeGreaterThan(210_000);
    expect(await second()).toMatchObject({ bytes_used: 0, is_online: 0 });
    await shop.afterLooks(3);
    expect(await losses()).toHaveLength(1);
  });

  test("when mirror and router lose their power together, then the next mirror finds what is lost", async () => {
    const held = Number((await second())?.bytes_used);
    await mirror.kill();
    shop.clock.advance(60_000);
    shop.simulator.router.powerCut();
    await shop.db.execute("UPDATE heartbeats SET lease_expires_at = 0 WHERE id = 'router-mirror'");
    await shop.startMirror();
    await waitFor("the loss", async () => (await losses()).length === 1);
    expect(await losses()).toMatchObject([{ code: "V00002", bytes: held }]);
  });

  test.each(["an orderly reboot", "a logout", "a reset of the counters"])(
    "when there is %s, then nothing is lost",
    async (what) => {
      shop.clock.advance(60_000);
      const asked = shop.looks();
      if (what === "an orderly reboot") shop.simulator.router.reboot();
      else shop.simulator.router.sessions.logoutAll();
      if (what === "a reset of the counters") {
        const { hotspotUsers } = shop.simulator.router.tables;
        const {
          "bytes-in": _in,
          "bytes-out": _out,
          uptime: _uptime,
          ...unused
        } = hotspotUsers.get("*2") ?? {};
        hotspotUsers.put("*2", unused);
      }
      await waitFor("it offline", async () => (await second())?.is_online === 0, { timeoutMs: 30_000 });
      await waitFor("two more looks", () => shop.looks() >= asked + 3, { timeoutMs: 30_000 });
      expect(await losses()).toEqual([]);
    },
  );
});

test("given a variable that cannot be used, when started, then it ends with one sentence", async () => {
  const mirror = await shop.startMirror({ ROUTER_PORT: "many" });
  expect(await mirror.exited).toEqual({ code: 1, signal: null });
  expect(mirror.output()).toBe('ROUTER_PORT is "many"; allowed is a whole number from 1 to 65535.\n');
});

test("given a wrong password, when started, then it runs on and the reason is written down", async () => {
  const mirror = await shop.startMirror({ ROUTER_PASSWORD: "sesame-wrong" });
  await waitFor("the reason", async () =>
    String((await shop.beat("router-mirror"))?.error).includes("refused the name or the password"),
  );
  expect(mirror.output()).not.toContain("sesame-wrong");
  expect(mirror.isRunning()).toBe(true);
});
