import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import type { Result } from "@mikro-dash/domain/result";
import type { Clock } from "@mikro-dash/domain/time/clock";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Sourced } from "@mikro-dash/use-cases/wifi/wifi-source";
import type { Logger } from "pino";
import { readSnapshot, type Snapshot, type SnapshotKind, writeSnapshot } from "./snapshots.ts";

/** Pages of one list, or two open pages, share a look: for so long, and longer where the router has much to tell. */
const SHARED_MS = { least: 2_000, most: 10_000 } as const;
/** A look is shared for so many times as long as it took: the router is busy with us for 5 % of its time. */
const SHARED_TIMES = 20;
const KEPT_EVERY_MS = 30_000;
/** How long a page waits for a router that was not there a moment ago, before it gets the last look. */
const PATIENCE_MS = 1_500;
/** A list is kept warm for so long after somebody asked for it: an open page does so every 10 s. */
const WANTED_MS = 15_000;

export interface LookParts<T> {
  readonly kind: SnapshotKind;
  readonly local: Client;
  readonly clock: Clock;
  readonly log: Pick<Logger, "warn">;
  readonly ask: () => Promise<Result<readonly T[]>>;
  readonly isUp: () => boolean;
  /** A list that is no older than this is given out at once, with its age, while the router is asked behind it; absent: 0. */
  readonly heldMs?: number;
  /** Somebody was shown an older list than that, and now there is a newer one. */
  readonly onNewer?: () => void;
}

/** One list of the router: asked now, or as it was at the last good look, with its age. */
export class RouterLook<T> {
  readonly #parts: LookParts<T>;
  #last: Snapshot<T> | null = null;
  /** The look under way, and how many changes of ours there had been when it began. */
  #running: { readonly since: number; readonly answer: Promise<Snapshot<T> | null> } | undefined;
  /** The one that begins when that ends. */
  #next: Promise<Snapshot<T> | null> | undefined;
  #changes = 0;
  /** Of the last good look of this life, unless something was changed since that only another one can tell. */
  #askedAt = Number.NEGATIVE_INFINITY;
  /** Something was changed that only another look can tell. */
  #isOutdated = false;
  /** Somebody was shown a list that is older than it may be held. */
  #isNewerAwaited = false;
  #hasFailed = false;
  #tookMs = 0;
  #keptAt = Number.NEGATIVE_INFINITY;
  #wantedAt = Number.NEGATIVE_INFINITY;

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
    this.#wantedAt = performance.now();
    if (this.#last && this.#ageMs < this.#heldMs) return this.#given(this.#last);
    const found = await this.#lookWithPatience();
    if (found) return { source: "live", ...found };
    return { source: "cached", ...(this.#last ?? { asOf: null, items: [] }) };
  }

  /**
   * For a screen, which can be told when there is a newer one: the last good look at once, however old, with its age, while
   * the router is asked behind it. Older than a list may be held, it is a cached one. Waits only where there is none, or
   * when something was changed that only another look can tell.
   */
  async shown(): Promise<Sourced<T>> {
    if (!this.#last || this.#isOutdated) return this.now();
    this.#wantedAt = performance.now();
    if (this.#ageMs >= this.#heldMs) this.#isNewerAwaited = true;
    return this.#given(this.#last);
  }

  /**
   * Asks the router; null when it gave no list. Never two at a time: who asks while one is under way gets its answer, unless
   * something was changed since it began; then the answer of the next one.
   */
  look(): Promise<Snapshot<T> | null> {
    if (this.#next !== undefined) return this.#next;
    const running = this.#running;
    if (!running) return this.#begin();
    if (running.since === this.#changes) return running.answer;
    const next = () => {
      this.#next = undefined;
      return this.#begin();
    };
    this.#next = running.answer.then(next, next);
    return this.#next;
  }

  /** Called now and then: while somebody asks for the list again and again, it is never so old that he has to wait for the router. */
  async keepWarm(): Promise<void> {
    const now = performance.now();
    const isWanted = now - this.#wantedAt < WANTED_MS;
    if (isWanted && now - this.#askedAt >= this.#sharedMs) await this.#lookBehind();
  }

  /** Something was changed on the router: who asks next gets what is there then. */
  outdated(): void {
    this.#changes += 1;
    this.#isOutdated = true;
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }

  /** The router told what a change of ours made of it: the list shows that at once, and no look that began before it undoes it. */
  changed(edit: (items: readonly T[]) => readonly T[]): void {
    this.#changes += 1;
    if (this.#last) this.#last = { asOf: this.#last.asOf, items: edit(this.#last.items) };
  }

  get #ageMs(): number {
    return performance.now() - this.#askedAt;
  }

  get #sharedMs(): number {
    return Math.min(SHARED_MS.most, Math.max(SHARED_MS.least, this.#tookMs * SHARED_TIMES));
  }

  /** A look that is not shared any more can be held for longer, if the list is of those that are. */
  get #heldMs(): number {
    const { isUp, heldMs = 0 } = this.#parts;
    return isUp() && !this.#hasFailed ? Math.max(this.#sharedMs, heldMs) : heldMs;
  }

  #given(last: Snapshot<T>): Sourced<T> {
    const isLive = this.#parts.isUp() && !this.#hasFailed && this.#ageMs < this.#heldMs;
    if (!isLive || this.#ageMs >= this.#sharedMs) void this.#lookBehind();
    return { source: isLive ? "live" : "cached", ...last };
  }

  async #lookBehind(): Promise<void> {
    try {
      await this.look();
    } catch (error) {
      this.#parts.log.warn({ error: String(error), list: this.kind }, "a look at the router failed");
    }
  }

  #lookWithPatience(): Promise<Snapshot<T> | null> {
    const asked = this.look();
    return this.#parts.isUp() ? asked : Promise.race([asked, pause(PATIENCE_MS, null, { ref: false })]);
  }

  #begin(): Promise<Snapshot<T> | null> {
    const since = this.#changes;
    const answer = this.#ask(since).finally(() => {
      this.#running = undefined;
    });
    this.#running = { since, answer };
    return answer;
  }

  async #ask(since: number): Promise<Snapshot<T> | null> {
    const { ask, clock, isUp } = this.#parts;
    const from = performance.now();
    const wasUp = isUp();
    const answer = await ask();
    this.#hasFailed = !answer.ok;
    if (!answer.ok) return null;
    const found = { asOf: clock.now(), items: answer.value };
    // Those who waited for it asked before the change; nobody else may see it.
    if (since !== this.#changes) return found;
    this.#last = found;
    this.#askedAt = performance.now();
    this.#isOutdated = false;
    // How long it takes to find the router says nothing of the list.
    this.#tookMs = wasUp ? this.#askedAt - from : 0;
    if (this.#askedAt - this.#keptAt > KEPT_EVERY_MS) void this.#keep(found);
    if (this.#isNewerAwaited) this.#parts.onNewer?.();
    this.#isNewerAwaited = false;
    return found;
  }

  /** For the next life, which can do without. */
  async #keep(found: Snapshot<T>): Promise<void> {
    this.#keptAt = this.#askedAt;
    const { local, kind, log } = this.#parts;
    try {
      await writeSnapshot(local, kind, found);
    } catch (error) {
      log.warn({ error: String(error), list: kind }, "the last look at the router cannot be kept");
    }
  }
}
