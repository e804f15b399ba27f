import type { ByteString } from "../wire/byte-string.ts";

export type Row = Readonly<Record<string, ByteString>>;

/** What a table tells the flash: a row as it is now, or that it is gone. */
export type RowListener = (id: ByteString, row: Row | undefined) => void;

/** Rows by RouterOS id (`*1A`). Ids grow and are never used again, as on a router between two boots. */
export class Table {
  #rows = new Map<ByteString, Row>();
  #next: number;
  #listener: RowListener | undefined;

  constructor(firstId = 1) {
    this.#next = firstId;
  }

  onChange(listener: RowListener): void {
    this.#listener = listener;
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

  add(row: Row): ByteString {
    const id = `*${this.#next.toString(16).toUpperCase()}`;
    this.put(id, row);
    return id;
  }

  put(id: ByteString, row: Row): void {
    this.#rows.set(id, row);
    this.#next = Math.max(this.#next, Number.parseInt(id.slice(1), 16) + 1);
    this.#listener?.(id, row);
  }

  delete(id: ByteString): void {
    if (this.#rows.delete(id)) this.#listener?.(id, undefined);
  }

  clear(): void {
    for (const id of [...this.#rows.keys()]) this.delete(id);
  }
}

/** The row with some columns changed; a column set to `""` is unset. */
export function withColumns(row: Row, changes: Row): Row {
  return Object.fromEntries(Object.entries({ ...row, ...changes }).filter(([, value]) => value !== ""));
}
