import { PrimaryRefused } from "./primary.ts";

const FIRST_MS = 250;
/** A link that is down costs nothing to try, and the owner is waiting for it to come back. */
const LINK_DOWN_MAX_MS = 2_000;
/** A server that refuses should be left alone. */
const REFUSED_MAX_MS = 30_000;

/** How long to wait after the n-th failure in a row (n ≥ 1); with jitter, so that many shops do not return at once. */
export function backOffMs(failures: number, error: unknown, random: () => number): number {
  const max = error instanceof PrimaryRefused ? REFUSED_MAX_MS : LINK_DOWN_MAX_MS;
  const grown = Math.min(max, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  const jittered = Math.round(grown * (0.5 + random() / 2));
  const asked = error instanceof PrimaryRefused ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(jittered, asked);
}
