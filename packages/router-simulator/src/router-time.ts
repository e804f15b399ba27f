import type { Router } from "./router/router.ts";

export interface RouterTime {
  /** Real seconds are this many router seconds. */
  readonly speed: number;
  /** Where a test keeps its clock: answers epoch ms as text. The router then follows it instead of the real one. */
  readonly clockUrl: string | undefined;
}

const TICK_MS = 250;
/** However fast, it passes in steps that a client takes for a clock's. */
const LEAST_TICK_MS = 15;
const STEP_MS = 1_000;

/** Makes the router's time pass until the signal ends it. */
export function runTime(router: Router, time: RouterTime, signal: AbortSignal): void {
  const tickMs = Math.max(LEAST_TICK_MS, Math.min(TICK_MS, STEP_MS / time.speed));
  let last: number | undefined;
  const tick = async (): Promise<void> => {
    const now = time.clockUrl ? await askClock(time.clockUrl, signal) : performance.now();
    if (now !== undefined && last !== undefined && now > last)
      router.advance(Math.round((now - last) * time.speed));
    last = now ?? last;
    if (!signal.aborted) timer = setTimeout(() => void tick(), tickMs);
  };
  let timer = setTimeout(() => void tick(), 0);
  signal.addEventListener("abort", () => clearTimeout(timer));
}

async function askClock(url: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]) });
    const now = Number(await answer.text());
    return Number.isFinite(now) ? now : undefined;
  } catch {
    return undefined;
  }
}
