import type { Clock } from "@mikro-dash/domain/time/clock";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";

export interface MirrorClock extends Clock {
  /** Before a cycle. Only the clock of a test has something to ask. */
  refresh(): Promise<void>;
}

/** @param testClockUrl answers epoch ms as text; refused in production by the configuration */
export function mirrorClock(testClockUrl: string | undefined): MirrorClock {
  if (testClockUrl === undefined) return { now: () => epochMs(Date.now()), refresh: async () => undefined };
  let now = epochMs(0);
  return {
    now: () => now,
    async refresh() {
      now = epochMs(Number(await (await fetch(testClockUrl)).text()));
    },
  };
}
