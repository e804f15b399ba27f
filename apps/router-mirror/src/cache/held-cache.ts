import type { WorthWriting } from "./worth-writing.ts";

export interface CacheChanges<R> {
  readonly upserts: readonly R[];
  readonly deletes: readonly string[];
}

/** What one cache table holds, as far as we know: read at the start, then kept by what was written. */
export class HeldCache<R extends { readonly id: string }> {
  #rows = new Map<string, { row: R; writtenAt: number }>();
  #worthWriting: WorthWriting<R>;

  constructor(worthWriting: WorthWriting<R>) {
    this.#worthWriting = worthWriting;
  }

  /** @param now monotonic milliseconds */
  load(rows: readonly R[], now: number): void {
    this.#rows = new Map(rows.map((row) => [row.id, { row, writtenAt: now }]));
  }

  get(id: string): R | undefined {
    return this.#rows.get(id)?.row;
  }

  *rows(): IterableIterator<R> {
    for (const { row } of this.#rows.values()) yield row;
  }

  /** @param wanted every row that should be there: only ever the answer of a read that was complete */
  changesTo(wanted: readonly R[], now: number): CacheChanges<R> {
    const upserts = wanted.filter((row) => {
      const held = this.#rows.get(row.id);
      if (held?.row === row) return false;
      return !held || this.#worthWriting(held.row, row, now - held.writtenAt);
    });
    const ids = new Set(wanted.map((row) => row.id));
    const deletes: string[] = [];
    for (const id of this.#rows.keys()) if (!ids.has(id)) deletes.push(id);
    return { upserts, deletes };
  }

  /** The database took these changes. */
  written(changes: CacheChanges<R>, now: number): void {
    for (const row of changes.upserts) this.#rows.set(row.id, { row, writtenAt: now });
    for (const id of changes.deletes) this.#rows.delete(id);
  }
}
