/** From the first to the last of heartbeats that came less than a minute after each other. */
export interface ModelSpan {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const TWO_DAYS = 48 * 60 * MINUTE;

/** When the shop computer was alive, by its own clock, as docs/data-model.md and docs/sync.md have it. */
export class ModelHeartbeats {
  #spans: ModelSpan[] = [];

  beat(now: number): void {
    const last = this.#spans.pop();
    if (last !== undefined && Math.abs(now - last.to) < MINUTE) {
      this.#spans.push({ from: Math.min(last.from, now), to: now });
      return;
    }
    // A new one begins; nobody asks about what is two days old.
    const kept = last === undefined ? [] : [...this.#spans, last].filter(({ to }) => now - to < TWO_DAYS);
    this.#spans = [...kept, { from: now, to: now }];
  }

  /** It was heard at this instant, and for a minute after. */
  heardAfter(instant: number): boolean {
    return this.#spans.some(({ from, to }) => from <= instant && to - instant >= MINUTE);
  }
}
