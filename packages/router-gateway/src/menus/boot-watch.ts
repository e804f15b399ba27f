/** How much slower than ours a router's clock may run between two looks before it is taken for a restart. */
const SLACK_SECONDS = 30;

/**
 * Notices restarts: an uptime that went down, or that grew by less than the time that passed (a restart between two looks
 * that lie far apart).
 */
export class BootWatch {
  #last: { readonly uptimeSeconds: number; readonly monotonicMs: number } | undefined;
  #reboots = 0;

  /** Restarts noticed since the first look. */
  get reboots(): number {
    return this.#reboots;
  }

  note(uptimeSeconds: number, monotonicMs: number): void {
    if (this.#last) {
      const passedSeconds = (monotonicMs - this.#last.monotonicMs) / 1000;
      const expected = this.#last.uptimeSeconds + passedSeconds - SLACK_SECONDS;
      if (uptimeSeconds < Math.max(this.#last.uptimeSeconds, expected)) this.#reboots += 1;
    }
    this.#last = { uptimeSeconds, monotonicMs };
  }
}
