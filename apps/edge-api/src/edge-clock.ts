import type { Clock } from "@mikro-dash/domain/time/clock";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";

/** The clock of one request: Cloudflare's, or in tests the one that every process shares. */
export async function edgeClock(testClockUrl: string | null): Promise<Clock> {
  if (testClockUrl === null) return { now: () => epochMs(Date.now()) };
  const text = await (await fetch(testClockUrl)).text();
  const now = epochMs(Number(text));
  return { now: () => now };
}
