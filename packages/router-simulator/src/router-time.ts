import type { Router } from "./router/router.ts";

export interface RouterTime {
  /** Real seconds are this many router seconds. */
  readonly speed: number;
  /** Where a test keeps its clock: answers epoch ms as text. The router then follows it instead of the real one. */
  readonly clockUrl: string | undefined;
  readonly tickMs?: number;
}

/** Makes the router's time pass until the signal ends it. */
export function runTime(router: Router, time: RouterTime, signal: AbortSignal): void {
  let last: number | undefined;
  const tick = async (): Promise<void> => {
    const now = time.clockUrl ? await askClock(time.clockUrl, signal) : performance.now();
    if (now !== undefined && last !== undefined && now > last)
      router.advance(Math.round((now - last) * time.speed));
    last = now ?? last;
    if (!signal.aborted) timer = setTimeout(() => void tick(), time.tickMs ?? 250);
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
