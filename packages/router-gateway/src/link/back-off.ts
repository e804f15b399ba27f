export interface BackOffOptions {
  /** First wait, doubled after every failure. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** 0 to 1: spreads the attempts of several clients. */
  readonly random: () => number;
}

/** When to try again after a failure: soon at first, ever more rarely, never all clients at the same moment. */
export class BackOff {
  #options: BackOffOptions;
  #failures = 0;
  #nextAt = 0;

  constructor(options: BackOffOptions) {
    this.#options = options;
  }

  /** Milliseconds to wait before the next attempt; 0 when it may be made. */
  waitMs(monotonicNow: number): number {
    return Math.max(0, this.#nextAt - monotonicNow);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#nextAt = 0;
  }

  /** `atLeastMs`: for failures that another attempt cannot mend. */
  failed(monotonicNow: number, atLeastMs = 0): void {
    const { firstMs, mostMs, random } = this.#options;
    const full = Math.max(atLeastMs, Math.min(mostMs, firstMs * 2 ** this.#failures));
    this.#failures = Math.min(this.#failures + 1, 30);
    this.#nextAt = monotonicNow + full * (0.5 + random() / 2);
  }
}
