import { backOffMs } from "./back-off.ts";
import { PrimaryRefused } from "./primary.ts";
import { Wake } from "./wake.ts";

/** Whether the primary can be reached, as push and pull find out; the one that succeeds wakes those that wait. */
export class Link {
  readonly #waiting = new Set<Wake>();
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #onChange: () => void;
  #online: boolean | null = null;
  offlineSince: number | null = null;
  /** Why the primary was not reached last, in a word for the screen. */
  problem: Problem | null = null;

  constructor(parts: { now: () => number; random: () => number; onChange: () => void }) {
    this.#now = parts.now;
    this.#random = parts.random;
    this.#onChange = parts.onChange;
  }

  get online(): boolean {
    return this.#online === true;
  }

  succeeded(): void {
    const changed = this.#online !== true;
    this.#online = true;
    this.offlineSince = null;
    this.problem = null;
    if (!changed) return;
    for (const wake of this.#waiting) wake.call();
    this.#onChange();
  }

  /** Takes note of a failure and waits before the next attempt: less when the link is found to be back meanwhile. */
  async pauseAfter(error: unknown, failures: number, signal: AbortSignal): Promise<void> {
    this.failed(error);
    const wake = new Wake();
    // What the server asked for is respected, however well others fare.
    const mayEndEarly = !(error instanceof PrimaryRefused);
    if (mayEndEarly) this.#waiting.add(wake);
    await wake.sleep(backOffMs(failures, error, this.#random), signal);
    this.#waiting.delete(wake);
  }

  failed(error: unknown): void {
    const changed = this.#online !== false;
    this.#online = false;
    this.offlineSince ??= this.#now();
    this.problem = problemOf(error);
    if (changed) this.#onChange();
  }
}

type Problem = "unreachable" | "unauthorized" | "refused";

function problemOf(error: unknown): Problem {
  if (error instanceof PrimaryRefused) return error.isUnauthorized ? "unauthorized" : "refused";
  if (!(error instanceof Error)) return "refused";
  const isNetwork =
    error instanceof TypeError || error.name === "TimeoutError" || error.name === "AbortError";
  return isNetwork ? "unreachable" : "refused";
}
