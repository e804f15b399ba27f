import type { Counts } from "../counts.ts";
import type { Results } from "../results.ts";
import type { Contender } from "../stage.ts";

const REST_MS = 5;

/** How long a cashier waits for a write, and what the process cannot do meanwhile. */
export async function measureWrites(one: Contender, rtt: number, counts: Counts, results: Results) {
  const { name, subject } = one;
  const count = counts.writes(name, rtt);
  const writes = await subject.call("writes", { count, restMs: REST_MS, rows: 1 });
  results.add("write", name, rtt, writes.tookMs);
  results.add("writeInside", name, rtt, writes.insideMs);
  results.add("stall", name, rtt, [writes.stallMs]);
  if (writes.longestSyncMs !== undefined) results.add("sync", name, rtt, [writes.longestSyncMs]);
  if (writes.failed > 0) results.say("write", name, `${writes.failed} of ${count} writes failed`);
  // Ours has written both rows already: a command is one thing.
  if (name === "ours") return results.add("pair", name, rtt, writes.tookMs);
  const pairs = await subject.call("writes", { count: counts.pairs(name, rtt), restMs: REST_MS, rows: 2 });
  results.add("pair", name, rtt, pairs.tookMs);
}
