/** A seeded source of chance: the same seeds draw the same on every machine. */
export interface Rng {
  /** 0 … below − 1 */
  int(below: number): number;
  /** from … to, both included */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  bytes(count: number): Uint8Array<ArrayBuffer>;
}

/** sfc32 (Chris Doty-Humphrey), warmed up so that neighbouring seeds have nothing in common. */
export function rngOf(...seeds: readonly number[]): Rng {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1];
  const next = () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (const seed of seeds) {
    a ^= seed | 0;
    b ^= Math.floor(seed / 2 ** 32);
    for (let i = 0; i < 12; i++) next();
  }
  const int = (below: number) => Math.floor((next() / 2 ** 32) * below);
  return {
    int,
    between: (from, to) => from + int(to - from + 1),
    chance: (probability) => next() / 2 ** 32 < probability,
    pick: (items) => items[int(items.length)] ?? items[0],
    bytes: (count) => Uint8Array.from({ length: count }, () => int(256)),
  };
}
