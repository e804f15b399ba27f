import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { backOffMs } from "./back-off.ts";
import { PrimaryRefused } from "./primary.ts";
import { Wake } from "./wake.ts";

/** Whether the primary can be reached, as push and pull find out; the one that succeeds wakes those that wait. */
export class Link {
  readonly #waiting = new Set<Wake>();
  readonly #now: () => EpochMs;
  readonly #random: () => number;
  readonly #onChange: () => void;
  #online: boolean | null = null;
  offlineSince: EpochMs | null = null;
  /** Why the primary was not reached last, in a sentence for the screen. */
  problem: string | null = null;

  constructor(parts: { now: () => EpochMs; random: () => number; onChange: () => void }) {
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

/** What the owner may do about it, in a sentence. */
function problemOf(error: unknown): string {
  if (error instanceof PrimaryRefused && error.isUnauthorized) {
    return "The cloud database refuses the token (TURSO_AUTH_TOKEN).";
  }
  const text = error instanceof Error ? error.message : String(error);
  if (/no such (table|column)/.test(text)) {
    return "The cloud database has another schema: run `mikro-dash migrate`.";
  }
  const isNetwork = error instanceof TypeError || (error instanceof Error && NETWORK_ERRORS.has(error.name));
  if (isNetwork) return "The cloud database cannot be reached.";
  return `The cloud database answered with an error: ${text}.`;
}

const NETWORK_ERRORS: ReadonlySet<string> = new Set(["TimeoutError", "AbortError"]);
