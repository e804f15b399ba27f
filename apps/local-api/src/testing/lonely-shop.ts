import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { startShop } from "./shop.ts";
import { timed } from "./timed.ts";

const BETWEEN_ORDERS_MS = 48;

export interface Costs {
  /** Milliseconds that each order took. */
  readonly tookMs: readonly number[];
  /** The longest turn of its event loop. */
  readonly stallMs: number;
}

/**
 * A shop without a cloud, in a thread of its own, that takes an order every 50 ms: what a write costs, and for how long
 * a loop stalls, on this machine at this moment. It has no network to wait for: whoever does worse waits for one.
 */
export async function lonelyShop() {
  const worker = new Worker(new URL(import.meta.url));
  const ask = async (what: "begin" | "end" | "stop"): Promise<Costs> => {
    worker.postMessage(what);
    const [answer] = await once(worker, "message");
    return answer;
  };
  await once(worker, "message");
  return {
    begin: () => ask("begin"),
    end: () => ask("end"),
    async stop() {
      await ask("stop");
      await worker.terminate();
    },
  };
}

async function live(port: NonNullable<typeof parentPort>): Promise<void> {
  const shop = await startShop({ url: null });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const tookMs: number[] = [];
  let isOpen = false;
  port.on("message", async (what) => {
    isOpen = what === "begin";
    if (isOpen) loop.enable();
    else loop.disable();
    if (what === "stop") await shop.stop();
    port.postMessage({ tookMs, stallMs: loop.max / 1e6 } satisfies Costs);
    while (isOpen) {
      await timed(tookMs, shop.order);
      await pause(BETWEEN_ORDERS_MS);
    }
  });
  port.postMessage("ready");
}

if (!isMainThread && parentPort !== null) await live(parentPort);
