import { type HlcStamp, type HybridClock, hybridClock } from "@mikro-dash/domain/sync/hlc";
import type { Clock } from "@mikro-dash/domain/time/clock";

/** The stamps of this computer. They never go back, but for one case: what its clock stamped ahead is taken back. */
export interface WriterStamps extends HybridClock {
  /** Goes on from max(now, `last`). */
  restart(last: HlcStamp | null): void;
}

export function writerStamps(parts: { node: string; clock: Clock; last: HlcStamp | null }): WriterStamps {
  const { node, clock } = parts;
  let stamps = hybridClock(parts);
  return {
    tick: () => stamps.tick(),
    observe: (stamp) => stamps.observe(stamp),
    get last() {
      return stamps.last;
    },
    restart(last) {
      stamps = hybridClock({ node, clock, last });
    },
  };
}
