import type { Counts } from "../counts.ts";
import type { Results } from "../results.ts";
import type { Contender } from "../stage.ts";
import type { Writes } from "../subjects/subject.ts";

const REST_MS = 100;
const PATIENCE_MS = 20_000;

/**
 * The network swallows everything, for all at once, and each goes on writing, ten times a second. A client that hangs
 * is healed with the network, and killed when that does not help.
 */
export async function measureHole(
  contenders: readonly Contender[],
  rtt: number,
  run: number,
  counts: Counts,
  results: Results,
): Promise<void> {
  const holeMs = counts.holeMs(run);
  await Promise.all(contenders.map((one) => one.link.call("blackHole", null)));
  const asked = { count: Number.MAX_SAFE_INTEGER, restMs: REST_MS, rows: 1, forMs: holeMs } as const;
  const writing = contenders.map((one) => inTime(one.subject.call("writes", asked), holeMs + PATIENCE_MS));
  await new Promise((end) => setTimeout(end, holeMs + 200));
  await Promise.all(contenders.map((one) => one.link.call("heal", null)));
  await Promise.all(
    contenders.map(async (one, n) => {
      const writes = await writing[n];
      if (writes === undefined) {
        results.add("holeAnswered", one.name, rtt, [0]);
        results.say(
          "holeStall",
          one.name,
          `had to be killed: it did not come back within ${PATIENCE_MS / 1_000} s`,
        );
        return one.restart();
      }
      // A write that ended when the network was back was not possible without it.
      const answered = writes.tookMs.filter((ms) => ms < holeMs / 2);
      results.add("holeAnswered", one.name, rtt, [answered.length]);
      results.add("holeWrite", one.name, rtt, answered);
      results.add("holeWriteInside", one.name, rtt, writes.insideMs);
      results.add("holeStall", one.name, rtt, [writes.stallMs]);
      if (writes.longestSyncMs !== undefined) results.add("holeSync", one.name, rtt, [writes.longestSyncMs]);
    }),
  );
}

async function inTime(writes: Promise<Writes>, ms: number): Promise<Writes | undefined> {
  return Promise.race([
    writes.catch((error) => void console.error(String(error))),
    new Promise<undefined>((end) => setTimeout(() => end(undefined), ms)),
  ]);
}
