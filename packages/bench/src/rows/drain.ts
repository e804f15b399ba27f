import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Counts } from "../counts.ts";
import { monotonicMs } from "../monotonic.ts";
import type { Results } from "../results.ts";
import type { Contender } from "../stage.ts";

const DOWN_MS = 2_000;
const PATIENCE_MS = 90_000;
const READ_EVERY_MS = 10;

/** Rows that waited for the network: from its return until the primary has the last of them, and the board meanwhile. */
export async function measureDrain(one: Contender, rtt: number, counts: Counts, results: Results) {
  const { name, subject, link, primary } = one;
  if (name === "replica" || name === "direct") return;
  const sessionId = `queued-${randomUUID()}`;
  const rows = counts.queuedRows;
  await link.call("refuse", null);
  await subject.call("queue", { rows, sessionId });
  await pause(DOWN_MS);
  await subject.call("startReading", { restMs: READ_EVERY_MS });
  await link.call("heal", null);
  const from = monotonicMs();
  await subject.call("send", null);
  let there = 0;
  while (there < rows && monotonicMs() - from < PATIENCE_MS) {
    there = await primary.ordersOf(sessionId).catch(() => there);
    if (there < rows) await pause(20);
  }
  const took = monotonicMs() - from;
  const reads = await subject.call("stopReading", null);
  if (there < rows) results.say("drain", name, `${there} of ${rows} rows after ${PATIENCE_MS / 1_000} s`);
  else results.add("drain", name, rtt, [took]);
  results.add("drainRead", name, rtt, reads.tookMs);
  results.add("drainReadInside", name, rtt, reads.insideMs);
}
