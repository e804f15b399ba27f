/** Something to sleep on until somebody calls, the time is over, or the process shuts down. A call is never lost. */
export class Wake {
  #called = false;
  #resume: (() => void) | undefined;

  call(): void {
    this.#called = true;
    this.#resume?.();
  }

  /** Answers at once when called since the last sleep ended. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#called && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = Number.isFinite(ms) ? setTimeout(() => done(), ms) : undefined;
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          resolve();
        };
        this.#resume = done;
        signal.addEventListener("abort", done, { once: true });
      });
    }
    this.#resume = undefined;
    this.#called = false;
  }
}
