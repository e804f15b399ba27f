import { randomFillSync } from "node:crypto";

const POOL_BYTES = 4_096;

/**
 * Random bytes for ids, a few at a time: a call into the system's source for each id would cost more than the rest of
 * it. Each byte is given out once. Secrets are drawn from `randomBytes` directly: nothing of them waits in memory.
 * @returns takes how many, at most 4096
 */
export function pooledRandomBytes(
  fill: (pool: Uint8Array) => unknown = randomFillSync,
): (count: number) => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (count) => {
    if (used + count > POOL_BYTES) {
      fill(pool);
      used = 0;
    }
    used += count;
    return pool.slice(used - count, used);
  };
}
