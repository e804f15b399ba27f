interface Held {
  due: number;
  deliver: () => void;
}

/** Delivers in the order of arrival, each piece no earlier than its delay; a shorter delay never overtakes. */
export class DelayLine {
  #queue: Held[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastDue = 0;

  push(delayMs: number, deliver: () => void): void {
    const due = Math.max(this.#lastDue, performance.now() + delayMs);
    this.#lastDue = due;
    if (delayMs === 0 && this.#queue.length === 0 && due <= performance.now()) {
      deliver();
      return;
    }
    this.#queue.push({ due, deliver });
    this.#arm();
  }

  clear(): void {
    this.#queue = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #arm(): void {
    if (this.#timer !== undefined) return;
    const next = this.#queue[0];
    if (next === undefined) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        while (this.#queue[0] !== undefined && this.#queue[0].due <= performance.now() + 0.5) {
          this.#queue.shift()?.deliver();
        }
        this.#arm();
      },
      Math.max(0, next.due - performance.now()),
    );
  }
}
