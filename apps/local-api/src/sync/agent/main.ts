import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { Wake } from "../wake.ts";
import type { FromAgent, ToAgent } from "./messages.ts";
import { openReplica, type Replica, ReplicaUnusable } from "./replica.ts";
import { runLast } from "./run-last.ts";

/**
 * The sync agent: the only process that opens the embedded replica. `sync()` blocks its thread for as long as the
 * network likes, so it lives in a process that can be killed.
 */
const ALIVE_EVERY_MS = 1_000;
const stopping = new AbortController();
const wake = new Wake();
const merged = new Wake();
let intervalMs = 1_000;
let mustCompare = false;

// Before the library begins its threads, which are then like this one.
runLast();

process.on("disconnect", () => process.exit());
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined); // local-api says when
process.on("message", (message: ToAgent) => {
  switch (message.type) {
    case "start":
      run(message).then(
        () => process.exit(),
        (error) => die(error),
      );
      return;
    case "interval":
      intervalMs = message.intervalMs;
      return wake.call();
    case "compare":
      mustCompare = true;
      return wake.call();
    case "merged":
      return merged.call();
    case "stop":
      return stopping.abort();
  }
});

async function run(start: Extract<ToAgent, { type: "start" }>): Promise<void> {
  new Worker(fileURLToPath(new URL("./orphan-guard.ts", import.meta.url)), { workerData: process.ppid });
  intervalMs = start.intervalMs;
  setInterval(() => void tell({ type: "alive" }), ALIVE_EVERY_MS);
  const replica = await openReplica(start);
  while (!stopping.signal.aborted) {
    await round(replica);
    await wake.sleep(intervalMs, stopping.signal);
  }
  replica.close();
}

async function round(replica: Replica): Promise<void> {
  try {
    const from = performance.now();
    if (mustCompare) replica.compare();
    mustCompare = false;
    const frame = await replica.sync();
    for await (const tables of replica.unread()) {
      await tell({ type: "rows", tables });
      await merged.sleep(Number.POSITIVE_INFINITY, stopping.signal);
      if (stopping.signal.aborted) return;
      replica.read(tables);
    }
    await tell({ type: "synced", frame, tookMs: performance.now() - from });
  } catch (error) {
    if (error instanceof ReplicaUnusable) throw error;
    await tell({ type: "failed", reason: String(error) });
  }
}

/** Waits until the message is on its way: the next thing may block the thread. */
function tell(message: FromAgent): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) return resolve();
    process.send(message, () => resolve());
  });
}

async function die(error: unknown): Promise<never> {
  await tell(
    error instanceof ReplicaUnusable
      ? { type: "unusable", reason: error.reason }
      : { type: "failed", reason: String(error) },
  );
  process.exit(1);
}
