import { cpSync } from "node:fs";
import { join } from "node:path";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MirroredShop } from "../testing/mirrored-shop.ts";

const shop = new MirroredShop();

const WAITS = "Another mirror holds the lease";
const epoch = async () => Number((await shop.beat("router-mirror"))?.lease_epoch);

describe("given a mirror that runs", () => {
  test("when another one starts beside it, then it waits and writes nothing", async () => {
    await shop.mirrored();
    const second = await shop.startMirror({ DATA_DIR: shop.elsewhere });
    await second.waitForLine(new RegExp(WAITS));
    expect(await epoch()).toBe(1);
    expect(second.output()).not.toContain("written");
  });

  test("when another one starts on its directory, then that one ends and says which one is there", async () => {
    const first = await shop.mirrored();
    const second = await shop.startMirror();
    expect(await second.exited).toEqual({ code: 1, signal: null });
    const directory = join(shop.dataDir, "router-mirror");
    expect(second.output()).toBe(
      `Another router-mirror (process ${first.pid}) is already using the data directory ${directory}; stop it first.\n`,
    );
    expect(await epoch()).toBe(1);
  });

  test("when one starts on a copy of its directory, then one of the two writes, and it stays that one", async () => {
    const first = await shop.mirrored();
    await shop.afterLooks(1);
    cpSync(shop.dataDir, shop.elsewhere, { recursive: true });
    const written = await shop.countWrites();
    const second = await shop.startMirror({ DATA_DIR: shop.elsewhere });
    await second.waitForLine(/"epoch":2/);
    shop.clock.advance(20_000); // a heartbeat is due
    await first.waitForLine(/Another mirror took over[\s\S]*Another mirror holds the lease/);
    shop.simulator.router.tables.hotspotUsers.delete("*3");
    await waitFor("the removed voucher to leave", async () => (await shop.vouchers()).length === 2);
    await shop.afterLooks(3);
    expect(await written()).toBe(1);
    expect(await epoch()).toBe(2);
  });

  test("when it was taken over, then the old one stops writing", async () => {
    const mirror = await shop.mirrored();
    await shop.db.execute(
      "UPDATE heartbeats SET lease_epoch = 7, lease_holder = 'x', lease_expires_at = 9e15 WHERE id = 'router-mirror'",
    );
    const written = await shop.countWrites();
    shop.simulator.router.tables.hotspotUsers.add({ name: "NEW234" });
    await mirror.waitForLine(/Another mirror took over/);
    expect(await written()).toBe(0);
    expect(await shop.vouchers()).toHaveLength(3);
  });
});

describe("given a mirror that was killed", () => {
  test("when it is started again, then it takes its lease back at once and writes only what changed", async () => {
    const mirror = await shop.mirrored();
    await shop.afterLooks(1);
    await mirror.kill();
    const written = await shop.countWrites();
    shop.simulator.router.tables.hotspotUsers.delete("*3");
    const next = await shop.startMirror();
    await waitFor("the removed voucher to leave", async () => (await shop.vouchers()).length === 2);
    await shop.afterLooks(1);
    expect(await written()).toBe(1);
    expect(await epoch()).toBe(2);
    expect(next.output()).not.toContain(WAITS);
  });

  test("when one on another computer starts, then it waits until the lease ends", async () => {
    const mirror = await shop.mirrored();
    await mirror.kill();
    const stranger = await shop.startMirror({ DATA_DIR: shop.elsewhere });
    await stranger.waitForLine(new RegExp(WAITS));
    expect(await epoch()).toBe(1);
    await shop.db.execute("UPDATE heartbeats SET lease_expires_at = 0 WHERE id = 'router-mirror'");
    await stranger.waitForLine(/"epoch":2/);
  });
});

describe("given a link to the database that can fail", () => {
  let proxy: FaultProxy;
  beforeEach(async () => {
    proxy = await startFaultProxy(shop.sqld.url);
  });
  afterEach(() => proxy.stop());

  const behindProxy = () => shop.startMirror({ MIRROR_DATABASE_URL: proxy.url });
  const full = () =>
    waitFor("the vouchers", async () => (await shop.vouchers()).length === 3, { timeoutMs: 30_000 });
  const isBatch = (request: string) => request.includes("INTO vouchers_cache");

  test("when the answer about the lease is lost, then the mirror takes it back and does not wait for itself", async () => {
    const lost = proxy.dropAnswers({ matching: (request) => request.includes("INTO heartbeats") });
    const mirror = await behindProxy();
    await full();
    expect(lost.count).toBe(1);
    expect(await epoch()).toBe(2);
    expect(mirror.output()).not.toContain(WAITS);
  });

  test("when a batch is done and its answer lost, and what it wrote has left the router by then, then it leaves the cache", async () => {
    await behindProxy();
    await full();
    await shop.afterLooks(1);
    const { hotspotUsers } = shop.simulator.router.tables;
    const lost = proxy.dropAnswers({
      matching(request) {
        const strikes = isBatch(request);
        if (strikes) hotspotUsers.delete(hotspotUsers.named("NEW234")?.[0] ?? "");
        return strikes;
      },
    });
    hotspotUsers.add({ name: "NEW234" });
    await waitFor("the answer to be lost", () => lost.count === 1);
    await waitFor("three vouchers", async () => (await shop.vouchers()).length === 3);
    expect(await epoch()).toBe(2);
  });

  test.each(["request", "answer"] as const)(
    "when it is killed while the %s of a batch is under way, then the next one writes only what is not there",
    async (what) => {
      const mirror = await behindProxy();
      await full();
      await shop.afterLooks(1);
      const written = await shop.countWrites();
      const stalled = proxy.stall(what, { matching: isBatch });
      shop.simulator.router.tables.hotspotUsers.add({ name: "NEW234" });
      await waitFor("the batch to be under way", () => stalled.count === 1);
      await mirror.kill();
      await proxy.heal();
      expect(await written()).toBe(what === "request" ? 0 : 1);
      const next = await behindProxy();
      await next.waitForLine(/"epoch":2/);
      await shop.afterLooks(2);
      expect(await shop.vouchers()).toHaveLength(4);
      expect(await written()).toBe(1);
    },
  );

  test("when it is asked to stop while a batch is under way, then it finishes it and leaves the lease", async () => {
    const mirror = await behindProxy();
    await full();
    await shop.afterLooks(1);
    proxy.setDelay(1_000);
    let isUnderWay = false;
    proxy.stall("request", {
      matching(request) {
        isUnderWay ||= isBatch(request);
        return false;
      },
    });
    shop.simulator.router.tables.hotspotUsers.add({ name: "NEW234" });
    await waitFor("the batch to be under way", () => isUnderWay);
    expect(await mirror.stop()).toEqual({ code: 0, signal: null });
    expect(mirror.output()).toMatch(/"stopping"[\s\S]*"rowsWritten":1[\s\S]*"stopped"/);
    expect(await shop.vouchers()).toHaveLength(4);
    expect(await shop.beat("router-mirror")).toMatchObject({ lease_expires_at: 0 });
  });
});
