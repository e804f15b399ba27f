import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { type FaultProxy, startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../testing/local-api.ts";
import { lonelyShop } from "../testing/lonely-shop.ts";
import { hasOrder, type Protocol, startPrimary, startShop } from "../testing/shop.ts";
import { p99, timed } from "../testing/timed.ts";
import { times } from "../testing/times.ts";

/** An agent that says nothing for 10 s is killed. */
const AGENT_SILENCE_SECONDS = 10;

const holes: [Protocol, string, (proxy: FaultProxy) => void, seconds: number][] = [
  ["V1", "a black hole", (link) => link.blackHole(), times(12, 60)],
  ["V2", "a black hole", (link) => link.blackHole(), times(4, 60)],
  ["V1", "a link that is dead on the way back", (link) => link.halfOpen("down"), times(0, 15)],
];
test.each(holes.filter(([, , , seconds]) => seconds > 0))(
  "fault 2: given a replica that speaks %s and %s, when orders go on, then no write waits, the loop never stalls and all drains afterwards",
  async (protocol, _, open, seconds) => {
    const cloud = await startPrimary({ protocol });
    const link = await startFaultProxy(cloud.url);
    await using dir = await temporaryDirectory();
    const shop = await startShop({ url: link.url, withReplica: true, dir: dir.path });
    const lonely = await lonelyShop();
    const agent = async () => {
      const [replica = ""] = (await readdir(dir.path)).filter((name) => name.startsWith("replica-"));
      return await readFile(join(dir.path, replica, "lock.pid"), "utf8");
    };
    try {
      await waitFor("the replica", () => shop.sync.status().pull === "replica", { timeoutMs: 40_000 });
      const before = await agent();
      open(link);
      const ids: string[] = [];
      const took: number[] = [];
      const loop = monitorEventLoopDelay({ resolution: 1 });
      loop.enable();
      await lonely.begin();
      for (let i = 0; i < seconds * 20; i++) {
        ids.push(await timed(took, shop.order));
        await pause(48);
      }
      loop.disable();
      const stallMs = loop.max / 1e6;
      const there = await lonely.end();
      console.log(
        `black-holed: write p99 ${p99(took).toFixed(1)} ms, stall p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms, ` +
          `max ${stallMs.toFixed(1)} ms; without a cloud: write p99 ${p99(there.tookMs).toFixed(1)} ms, ` +
          `stall max ${there.stallMs.toFixed(1)} ms`,
      );
      // On a busy machine with a slow disk everybody stalls; who waits for the network stalls for seconds.
      expect(p99(took)).toBeLessThan(Math.max(10, 4 * p99(there.tookMs), there.stallMs));
      expect(stallMs).toBeLessThan(50 + 5 * Math.max(there.stallMs, ...took));
      await waitFor("to be offline", () => !shop.sync.status().online);
      expect(shop.sync.status().primaryProblem).toBe("The cloud database cannot be reached.");
      await link.heal();
      await waitFor("nothing pending", async () => (await shop.pending()) === 0, { timeoutMs: 30_000 });
      for (const id of ids) expect(await hasOrder(cloud.client, id)).toBe(true);
      await waitFor("the replica again", () => shop.sync.status().pull === "replica", { timeoutMs: 40_000 });
      if (seconds > AGENT_SILENCE_SECONDS) expect(await agent()).not.toBe(before);
    } finally {
      await link.heal();
      await shop.stop();
      await lonely.stop();
      await link.stop();
      await cloud.stop();
    }
  },
);
