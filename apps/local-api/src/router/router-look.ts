import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import type { Result } from "@mikro-dash/domain/result";
import type { Clock } from "@mikro-dash/domain/time/clock";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Sourced } from "@mikro-dash/use-cases/wifi/wifi-source";
import { readSnapshot, type Snapshot, type SnapshotKind, writeSnapshot } from "./snapshots.ts";

/** Pages of one list, or two open pages, share a look: for so long, and longer where the router has much to tell. */
const SHARED_MS = { least: 2_000, most: 10_000 } as const;
/** A look is shared for so many times as long as it took: the router is busy with us for 5 % of its time. */
const SHARED_TIMES = 20;
const KEPT_EVERY_MS = 30_000;
/** How long a page waits for a router that was not there a moment ago, before it gets the last look. */
const PATIENCE_MS = 1_500;

export interface LookParts<T> {
  readonly kind: SnapshotKind;
  readonly local: Client;
  readonly clock: Clock;
  readonly ask: () => Promise<Result<readonly T[]>>;
  readonly isUp: () => boolean;
}

/** One list of the router: asked now, or as it was at the last good look, with its age. */
export class RouterLook<T> {
  readonly #parts: LookParts<T>;
  #last: Snapshot<T> | null = null;
  #asking: Promise<boolean> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #tookMs = 0;
  #keptAt = Number.NEGATIVE_INFINITY;

  constructor(parts: LookParts<T>) {
    this.#parts = parts;
  }

  get kind(): SnapshotKind {
    return this.#parts.kind;
  }

  get seenAt(): EpochMs | null {
    return this.#last?.asOf ?? null;
  }

  /** Those of the last good look; null = there was none. */
  get lastItems(): readonly T[] | null {
    return this.#last?.items ?? null;
  }

  /** Reads what an earlier life kept. */
  async restore(): Promise<void> {
    this.#last = await readSnapshot<T>(this.#parts.local, this.#parts.kind);
  }

  async now(): Promise<Sourced<T>> {
    const sharedMs = Math.min(SHARED_MS.most, Math.max(SHARED_MS.least, this.#tookMs * SHARED_TIMES));
    const isRecent = this.#parts.isUp() && performance.now() - this.#askedAt < sharedMs;
    const live = isRecent ? true : await this.#askWithPatience();
    const { asOf, items } = this.#last ?? { asOf: null, items: [] };
    return { source: live && this.#last !== null ? "live" : "cached", asOf, items };
  }

  /** Asks the router; false when it gave no list. Those who ask meanwhile get the same answer. */
  refresh(): Promise<boolean> {
    if (this.#asking !== undefined) return this.#asking;
    const asking = this.#ask().finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
    this.#asking = asking;
    return asking;
  }

  /** Something was changed on the router: who asks next gets what is there then. */
  outdated(): void {
    this.#asking = undefined;
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }

  #askWithPatience(): Promise<boolean> {
    const asked = this.refresh();
    return this.#parts.isUp() ? asked : Promise.race([asked, pause(PATIENCE_MS, false, { ref: false })]);
  }

  async #ask(): Promise<boolean> {
    const { ask, clock, kind, local, isUp } = this.#parts;
    const from = performance.now();
    const wasUp = isUp();
    const answer = await ask();
    if (!answer.ok) {
      this.#askedAt = Number.NEGATIVE_INFINITY;
      return false;
    }
    this.#last = { asOf: clock.now(), items: answer.value };
    this.#askedAt = performance.now();
    // How long it takes to find the router says nothing of the list.
    this.#tookMs = wasUp ? this.#askedAt - from : 0;
    if (this.#askedAt - this.#keptAt > KEPT_EVERY_MS) {
      this.#keptAt = this.#askedAt;
      await writeSnapshot(local, kind, this.#last);
    }
    return true;
  }
}
