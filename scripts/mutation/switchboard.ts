/** Which mistake is made now, and who came by it: one for the whole worker. */
export class Switchboard {
  #active: number;
  #hits: Set<number> | null = null;
  #calls = 0;
  #mostCalls = Number.POSITIVE_INFINITY;
  /** Looked at while files were loaded: to make such a mistake, everything must be loaded anew. */
  readonly whileLoading = new Set<number>();

  constructor(active: number, mostCalls: number) {
    this.#active = active;
    this.#mostCalls = mostCalls;
  }

  /** What each place of the instrumented sources asks. */
  readonly asks = (id: number): boolean => {
    this.#calls += 1;
    if (this.#calls > this.#mostCalls) throw new NeverEnds();
    if (this.#hits === null) this.whileLoading.add(id);
    else this.#hits.add(id);
    return id === this.#active;
  };

  /** From here on, a test runs. */
  begin(active: number, mostCalls: number): void {
    this.#active = active;
    this.#mostCalls = mostCalls;
    this.#calls = 0;
    this.#hits = new Set();
  }

  /** What was asked since. */
  end(): { readonly hits: ReadonlySet<number>; readonly calls: number } {
    const seen = { hits: this.#hits ?? new Set<number>(), calls: this.#calls };
    this.#active = NONE;
    this.#hits = null;
    this.#mostCalls = Number.POSITIVE_INFINITY;
    return seen;
  }
}

export const NONE = -1;

/** Far more was asked than without the mistake. */
export class NeverEnds extends Error {}
