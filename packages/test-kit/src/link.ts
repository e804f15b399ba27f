export type Direction = "up" | "down";

/** Matching exchanges, the next few of them, to which something happens. */
export interface Rule {
  left: number;
  /** How many there were so far. */
  count: number;
  readonly matching: (request: string) => boolean;
}

/** What lies between the proxy's two ends now; connections read it at every chunk. */
export class Link {
  fault: "none" | "silent" | "reset" | "refuse" = "none";
  /** Directions in which nothing comes through, while `fault` is "silent". */
  silent: ReadonlySet<Direction> = new Set();
  roundTripMs = 0;
  /** Answers that are lost together with their connection. */
  drop: Rule | undefined;
  /** Requests or answers after which their connection is silent. */
  readonly stall: { request: Rule | undefined; answer: Rule | undefined } = {
    ...{ request: undefined, answer: undefined },
  };
  readonly bytes = { up: 0, down: 0 };
  #jitter: { maxMs: number; random: () => number } | undefined;
  #bytesPerSecond: number | undefined;
  /** Until when each direction is taken up by what was sent before. */
  readonly #takenUntil = { up: 0, down: 0 };

  isSilent(direction: Direction): boolean {
    return this.fault === "silent" && this.silent.has(direction);
  }

  setJitter(maxMs: number, seed: number): void {
    this.#jitter = maxMs === 0 ? undefined : { maxMs, random: randomFrom(seed) };
  }

  setBandwidth(bytesPerSecond: number | undefined): void {
    this.#bytesPerSecond = bytesPerSecond;
    Object.assign(this.#takenUntil, { up: 0, down: 0 });
  }

  /** Milliseconds until so many bytes that are sent now have arrived; all connections share the line's width. */
  travelMs(direction: Direction, bytes: number): number {
    const onTheWay = this.roundTripMs / 2 + (this.#jitter ? this.#jitter.random() * this.#jitter.maxMs : 0);
    if (this.#bytesPerSecond === undefined) return onTheWay;
    const now = performance.now();
    const sent = Math.max(now, this.#takenUntil[direction]) + (bytes / this.#bytesPerSecond) * 1_000;
    this.#takenUntil[direction] = sent;
    return sent - now + onTheWay;
  }
}

/** Whether the next matching exchange is this one; it counts then. */
export function applies(rule: Rule | undefined, request: string): boolean {
  if (rule === undefined || rule.left === 0 || request === "" || !rule.matching(request)) return false;
  rule.left--;
  rule.count++;
  return true;
}

/** Numbers in [0, 1), the same ones for the same seed (a 32-bit xorshift over a scrambled seed). */
function randomFrom(seed: number): () => number {
  let state = (Math.imul(seed, 2_654_435_761) ^ 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
