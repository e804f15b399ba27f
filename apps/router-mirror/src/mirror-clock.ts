import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "@mikro-dash/domain/time/clock";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";

/** All the time that a mirror knows: what its rows say, and by what it looks, waits and grows old. */
export interface MirrorClock extends Clock {
  /** Before a cycle. Only the clock of a test has something to ask. */
  refresh(): Promise<void>;
  /** Milliseconds that no correction of the computer's clock moves. */
  monotonic(): number;
  /** So long by `monotonic`, or until the signal. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export interface TestTime {
  /** Answers epoch ms as text. */
  readonly clockUrl: string | undefined;
  /** So many seconds of the mirror in a real one; 1 when absent. */
  readonly speed: number | undefined;
}

/** @param test nothing in it, or refused, in production: the configuration sees to that */
export function mirrorClock({ clockUrl, speed }: TestTime): MirrorClock {
  const monotonic = () => performance.now() * (speed ?? 1);
  const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
    await sleep(ms / (speed ?? 1), undefined, { signal }).catch(() => undefined);
  };
  if (clockUrl === undefined) {
    return { now: () => epochMs(Date.now()), refresh: async () => undefined, monotonic, pause };
  }
  let asked = { now: 0, at: 0 };
  return {
    // The clock of a test stands still between two looks, unless it is one that runs fast.
    now: () => epochMs(asked.now + (speed === undefined ? 0 : Math.round(monotonic() - asked.at))),
    async refresh() {
      asked = { now: Number(await (await fetch(clockUrl)).text()), at: monotonic() };
    },
    monotonic,
    pause,
  };
}
