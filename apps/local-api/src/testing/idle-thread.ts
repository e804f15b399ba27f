import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

/**
 * A thread that does nothing but measure how late its own turns are: what a busy machine does to everybody, which a
 * test of stalls must not take for the program's doing.
 */
export async function watchIdleThread() {
  const worker = new Worker(new URL(import.meta.url));
  await once(worker, "message");
  const ask = async (what: "begin" | "end") => {
    worker.postMessage(what);
    const [answer] = await once(worker, "message");
    return Number(answer);
  };
  return {
    begin: () => ask("begin"),
    longestMs: () => ask("end"),
    stop: () => worker.terminate(),
  };
}

if (!isMainThread && parentPort !== null) {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  parentPort.on("message", (what) => {
    if (what === "begin") {
      loop.reset();
      loop.enable();
    }
    parentPort?.postMessage(loop.max / 1e6);
  });
  parentPort.postMessage("ready");
}
