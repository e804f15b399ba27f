/** Seconds: from a write to this machine up to the deadline of an exchange. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** A Prometheus histogram. prom-client was looked at: last released in 2024, and brings two dependencies for this. */
export class Histogram {
  readonly #name: string;
  readonly #buckets = BOUNDS.map(() => 0);
  #sum = 0;
  #count = 0;

  constructor(name: string) {
    this.#name = name;
  }

  observeMs(ms: number): void {
    const seconds = ms / 1_000;
    this.#sum += seconds;
    this.#count += 1;
    const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
    if (bucket >= 0) this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
  }

  read(): string {
    let below = 0;
    const lines = BOUNDS.map((bound, i) => {
      below += this.#buckets[i] ?? 0;
      return `${this.#name}_bucket{le="${bound}"} ${below}`;
    });
    return [
      `# TYPE ${this.#name} histogram`,
      ...lines,
      `${this.#name}_bucket{le="+Inf"} ${this.#count}`,
      `${this.#name}_sum ${this.#sum.toFixed(6)}`,
      `${this.#name}_count ${this.#count}\n`,
    ].join("\n");
  }
}

export const gauge = (name: string, value: number): string => `# TYPE ${name} gauge\n${name} ${value}\n`;
