import { setTimeout as pause } from "node:timers/promises";

export interface WaitOptions {
  /** Milliseconds until it gives up; 10,000 by default. */
  timeoutMs?: number;
  /** Milliseconds between two looks; 20 by default. */
  everyMs?: number;
  signal?: AbortSignal;
}

/**
 * Looks again and again until `look` answers something truthy, and answers that.
 * A look that throws counts as "not yet"; its last error is the cause of the final one.
 */
export async function waitFor<T>(
  what: string,
  look: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 20, signal }: WaitOptions = {},
): Promise<Exclude<Awaited<T>, false | null | undefined | 0 | "">> {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown;
  let lastSeen: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      lastSeen = await look();
      lastError = undefined;
      if (lastSeen) return lastSeen as Exclude<Awaited<T>, false | null | undefined | 0 | "">;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= deadline) break;
    await pause(everyMs);
  }
  const seen =
    lastError instanceof Error ? `last error: ${lastError.message}` : `last seen: ${String(lastSeen)}`;
  throw new Error(`Waited ${timeoutMs} ms for ${what}; ${seen}`, { cause: lastError });
}

/** Waits until an address answers HTTP at all (any status counts, unless `ok` asks for a good one). */
export async function waitForHttp(url: string, options: WaitOptions & { ok?: boolean } = {}): Promise<void> {
  await waitFor(
    `an answer from ${url}`,
    async () => {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      await response.body?.cancel();
      if (options.ok && !response.ok) throw new Error(`status ${response.status}`);
      return true;
    },
    options,
  );
}
