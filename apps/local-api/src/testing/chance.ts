/**
 * Numbers in [0, 1) for a test that draws its instants; printed, so that the draw can be had again
 * (`MIKRO_DASH_SEED=<seed>`).
 */
export function chance(what: string): () => number {
  const seed = Number(process.env.MIKRO_DASH_SEED ?? Math.floor(Math.random() * 1e9));
  console.log(`${what}: seed ${seed}`);
  let state = seed >>> 0;
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
