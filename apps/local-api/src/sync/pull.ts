import type { Logger } from "pino";
import type { AgentSupervisor } from "./agent/supervisor.ts";
import type { Link } from "./link.ts";
import type { Primary } from "./primary.ts";
import { pullByHttp } from "./pull-http.ts";
import { type Cursors, overlapping, type PulledTable } from "./pulled.ts";
import { Wake } from "./wake.ts";

export const BUSY_INTERVAL_MS = 1_000;
const IDLE_INTERVAL_MS = 10_000;
const OVERLAP_MS = 5 * 60_000;

/** "none" is a shop without a cloud; one that cannot reach its cloud tries by HTTP. */
export type PullSource = "replica" | "http" | "none";

export interface PullParts {
  readonly primary: Primary;
  /** Null: rows are pulled by HTTP only. */
  readonly agent: AgentSupervisor | null;
  readonly link: Link;
  readonly log: Logger;
  readonly readCursors: () => Promise<Cursors>;
  readonly merge: (tables: readonly PulledTable[]) => Promise<void>;
  readonly onPulled: (tookMs: number) => void;
  /** A page is open or a session runs: then every second counts. */
  readonly isBusy: () => boolean;
  /** To be settled with the primary before rows come from there. */
  readonly beforeExchange?: () => Promise<void>;
  /** Rows of one table in one answer; the usual number by default. */
  readonly pageRows?: number;
}

/**
 * Keeps local.db up with the primary. The replica is the normal source; whenever it is not fresh (at boot, while it is
 * built, after it failed) the same rows are read by HTTP.
 */
export class PullLoop {
  readonly #parts: PullParts;
  readonly #wake = new Wake();
  #overlap = true;

  constructor(parts: PullParts) {
    this.#parts = parts;
  }

  get source(): PullSource {
    return this.#parts.agent?.isFresh ? "replica" : "http";
  }

  /** Looks at once: a page was opened, or the agent is in trouble. */
  wake(): void {
    this.#wake.call();
  }

  /**
   * The primary is an older state of itself: it has forgotten how far it had counted, so what others wrote since may
   * lie before our cursors. The next look begins a little earlier.
   */
  lookBack(): void {
    this.#overlap = true;
    this.#wake.call();
  }

  async run(signal: AbortSignal): Promise<void> {
    const { agent, link, log, isBusy } = this.#parts;
    let failures = 0;
    while (!signal.aborted) {
      const intervalMs = isBusy() ? BUSY_INTERVAL_MS : IDLE_INTERVAL_MS;
      if (agent !== null) agent.intervalMs = intervalMs;
      try {
        if (!agent?.isFresh) {
          await this.look(signal);
          await agent?.ensureStarted();
        }
        failures = 0;
        // With an agent this only looks after it, and it reports trouble by itself.
        await this.#wake.sleep(agent === null ? intervalMs : BUSY_INTERVAL_MS, signal);
      } catch (error) {
        if (signal.aborted) return;
        failures++;
        this.#overlap = true;
        log.warn({ error: String(error), failures }, "pull failed");
        await link.pauseAfter(error, failures, signal);
      }
    }
  }

  /** Reads by HTTP everything that is new. Throws what stopped it; what was merged before stays merged. */
  async look(signal: AbortSignal): Promise<void> {
    const { primary, link, merge, readCursors, onPulled, pageRows, beforeExchange } = this.#parts;
    await beforeExchange?.();
    const cursors = await readCursors();
    const from = this.#overlap ? overlapping(cursors, OVERLAP_MS) : cursors;
    this.#overlap = false; // whoever asks to look back meanwhile means the next look
    const askedAt = performance.now();
    try {
      await pullByHttp(primary, from, merge, signal, pageRows);
    } catch (error) {
      this.#overlap = true;
      throw error;
    }
    link.succeeded();
    onPulled(performance.now() - askedAt);
  }
}
