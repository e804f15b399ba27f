import type { ByteString } from "../wire/byte-string.ts";

export type Row = Readonly<Record<string, ByteString>>;

/** What a table tells the flash: a row as it is now, or that it is gone. */
export type RowListener = (id: ByteString, row: Row | undefined) => void;

/** Rows by RouterOS id (`*1A`). Ids grow and are never used again, as on a router between two boots. */
export class Table {
  #rows = new Map<ByteString, Row>();
  /** Ids by name: a list of 50,000 users is looked into for every session, every second. */
  #named = new Map<ByteString, ByteString[]>();
  #next: number;
  #listeners = new Set<RowListener>();
  #orderListeners = new Set<(ids: readonly ByteString[]) => void>();

  constructor(firstId = 1) {
    this.#next = firstId;
  }

  /** Answers how to stop listening. */
  onChange(listener: RowListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Called with all ids after rows changed places. */
  onReorder(listener: (ids: readonly ByteString[]) => void): void {
    this.#orderListeners.add(listener);
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: ByteString): Row | undefined {
    return this.#rows.get(id);
  }

  entries(): IterableIterator<[ByteString, Row]> {
    return this.#rows.entries();
  }

  find(matches: (row: Row) => boolean): [ByteString, Row] | undefined {
    for (const entry of this.#rows) if (matches(entry[1])) return entry;
    return undefined;
  }

  /** The first row of this name. */
  named(name: ByteString): [ByteString, Row] | undefined {
    return this.allNamed(name)[0];
  }

  allNamed(name: ByteString): [ByteString, Row][] {
    return (this.#named.get(name) ?? []).flatMap((id) => {
      const row = this.#rows.get(id);
      return row ? [[id, row]] : [];
    });
  }

  #renamed(id: ByteString, before: ByteString | undefined, after: ByteString | undefined): void {
    if (before === after) return;
    if (before !== undefined) {
      const left = (this.#named.get(before) ?? []).filter((one) => one !== id);
      if (left.length > 0) this.#named.set(before, left);
      else this.#named.delete(before);
    }
    if (after !== undefined) this.#named.set(after, [...(this.#named.get(after) ?? []), id]);
  }

  add(row: Row): ByteString {
    const id = `*${this.#next.toString(16).toUpperCase()}`;
    this.put(id, row);
    return id;
  }

  put(id: ByteString, row: Row): void {
    this.#renamed(id, this.#rows.get(id)?.name, row.name);
    this.#rows.set(id, row);
    this.#next = Math.max(this.#next, Number.parseInt(id.slice(1), 16) + 1);
    for (const listener of this.#listeners) listener(id, row);
  }

  delete(id: ByteString): void {
    this.#renamed(id, this.#rows.get(id)?.name, undefined);
    if (!this.#rows.delete(id)) return;
    for (const listener of this.#listeners) listener(id, undefined);
  }

  /** Puts a row in front of another, for tables whose order counts; at the end without one. */
  move(id: ByteString, before: ByteString | undefined): void {
    const ids = [...this.#rows.keys()].filter((one) => one !== id);
    const at = before === undefined ? -1 : ids.indexOf(before);
    ids.splice(at < 0 ? ids.length : at, 0, id);
    this.order(ids);
    for (const listener of this.#orderListeners) listener(ids);
  }

  /** Puts its rows in this order; rows that are not named come last. */
  order(ids: readonly ByteString[]): void {
    const named = ids.flatMap((id) => {
      const row = this.#rows.get(id);
      return row ? [[id, row] as const] : [];
    });
    this.#rows = new Map([...named, ...[...this.#rows].filter(([id]) => !ids.includes(id))]);
  }

  clear(): void {
    for (const id of [...this.#rows.keys()]) this.delete(id);
  }
}

/** The row with some columns changed; a column set to `""` is unset. */
export function withColumns(row: Row, changes: Row): Row {
  return Object.fromEntries(Object.entries({ ...row, ...changes }).filter(([, value]) => value !== ""));
}
