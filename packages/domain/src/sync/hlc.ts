import type { Brand } from "../brand.ts";
import type { Clock } from "../time/clock.ts";
import { type EpochMs, epochMs } from "../time/epoch-ms.ts";

/**
 * Version of a row: `2026-11-22T14:11:02.862Z-0003-a1b2c3d4` (instant, counter of 4 hex digits, node of 8 of
 * `[0-9a-z]`). Fixed width, so that stamps sort as text, in SQL too. @see docs/sync.md
 */
export type HlcStamp = Brand<string, "HlcStamp">;

export interface StampParts {
  readonly at: EpochMs;
  readonly counter: number;
  readonly node: string;
}

const MAX_COUNTER = 0xffff;
const NODE = /^[0-9a-z]{8}$/;
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)-([0-9a-f]{4})-([0-9a-z]{8})$/;

/** @throws RangeError when a part does not fit the fixed width (year 0000–9999, counter ≤ ffff, node). */
export function formatStamp({ at, counter, node }: StampParts): HlcStamp {
  const text = `${new Date(at).toISOString()}-${counter.toString(16).padStart(4, "0")}-${node}`;
  if (!STAMP.test(text)) throw new RangeError(`not a stamp: ${at} ${counter} ${node}`);
  return text as HlcStamp;
}

/** The parts of a stamp, or null when the text is not one. */
export function parseStamp(text: string): StampParts | null {
  const match = STAMP.exec(text);
  if (match === null) return null;
  const [, iso = "", counter = "", node = ""] = match;
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return null;
  return { at: epochMs(at), counter: Number.parseInt(counter, 16), node };
}

/** Order of versions: the text order, as in SQL. Negative when `a` is older. */
export function compareStamps(a: HlcStamp, b: HlcStamp): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface HybridClock {
  /** A new stamp, greater than every stamp given or seen before. */
  tick(): HlcStamp;
  /** Takes note of a stamp of somebody else's. Text that is no stamp is ignored: a pull refuses nothing. */
  observe(stamp: string): void;
  /** The greatest stamp given or seen, null before the first. */
  readonly last: HlcStamp | null;
}

/**
 * Hybrid logical clock of one node. Follows the machine's clock, never goes back when that does; a counter
 * overflow borrows a millisecond from the future.
 * @param parts.node 8 of `[0-9a-z]`, unique to the writer
 * @param parts.last the greatest stamp of an earlier life, so that a restart does not go back
 */
export function hybridClock(parts: {
  node: string;
  clock: Clock;
  last?: HlcStamp | null | undefined;
}): HybridClock {
  if (!NODE.test(parts.node)) throw new RangeError(`a node is 8 of [0-9a-z]: ${parts.node}`);
  let last: HlcStamp | null = null;
  let at = Number.NEGATIVE_INFINITY;
  let counter = 0;

  function observe(stamp: string): void {
    const seen = parseStamp(stamp);
    if (seen === null) return;
    if (last === null || stamp > last) last = stamp as HlcStamp;
    if (seen.at > at || (seen.at === at && seen.counter > counter)) {
      at = seen.at;
      counter = seen.counter;
    }
  }

  function tick(): HlcStamp {
    const now = parts.clock.now();
    if (now > at) {
      at = now;
      counter = 0;
    } else if (counter < MAX_COUNTER) {
      counter += 1;
    } else {
      at += 1;
      counter = 0;
    }
    last = formatStamp({ at: epochMs(at), counter, node: parts.node });
    return last;
  }

  if (parts.last) observe(parts.last);
  return {
    tick,
    observe,
    get last() {
      return last;
    },
  };
}
