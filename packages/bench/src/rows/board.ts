import type { Counts } from "../counts.ts";
import type { Results } from "../results.ts";
import type { Contender } from "../stage.ts";

/** How long the board takes to read, with years of history beside it. */
export async function measureBoard(one: Contender, rtt: number, counts: Counts, results: Results) {
  const { name, subject } = one;
  const reads = await subject.call("reads", { count: counts.reads(name, rtt), restMs: 5 });
  results.add("board", name, rtt, reads.tookMs);
  results.add("boardInside", name, rtt, reads.insideMs);
}
