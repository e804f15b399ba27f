import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";

const PAGE_BYTES = 4096;
const FRAME_HEADER_BYTES = 24;
const SCHEMA_COOKIE_AT = 40;

interface Generation {
  /** The database file when it began. */
  readonly base: Buffer;
  /** What changed since, as WAL frames; the last one of a change says how many pages the database has. */
  readonly frames: Buffer[];
}

export interface Generations {
  /** The first is 1. */
  readonly newest: number;
  export(generation: number): Promise<Buffer>;
  /** Those of a generation from number `from` (the first is 1) up to, not including, `to`. */
  frames(generation: number, from: number, to: number): Promise<Buffer[]>;
  next(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The history of a database that another process writes, as generations of WAL frames: whenever it is asked for, the
 * file is copied in one read transaction, and pages that differ from the last copy become a commit.
 */
export function generationsOf(file: string): Generations {
  const database = new DatabaseSync(file, { readOnly: true });
  const scratch = mkdtempSync(join(tmpdir(), "mikro-dash-generations-"));
  let seen: number | undefined;
  let pages: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  const generations: Generation[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  async function copy(): Promise<Buffer> {
    const to = join(scratch, "copy");
    await backup(database, to, { rate: 2 ** 30 }); // all in one step: one state
    const bytes = readFileSync(to);
    rmSync(to);
    // A backup counts schemas anew; a replica would not see that there is another one.
    bytes.writeUInt32BE(pragma(database, "schema_version"), SCHEMA_COOKIE_AT);
    return bytes;
  }

  async function catchUp(): Promise<void> {
    const version = pragma(database, "data_version");
    if (version === seen) return;
    const now = await copy();
    generations.at(-1)?.frames.push(...framesBetween(pages, now));
    pages = now;
    seen = version;
    if (generations.length === 0) generations.push({ base: now, frames: [] });
  }

  return {
    get newest() {
      return Math.max(1, generations.length);
    },
    export: (generation) =>
      inTurn(async () => {
        await catchUp();
        return found(generations, generation).base;
      }),
    frames: (generation, from, to) =>
      inTurn(async () => {
        await catchUp();
        return found(generations, generation).frames.slice(from - 1, to - 1);
      }),
    next: () =>
      inTurn(async () => {
        await catchUp();
        generations.push({ base: pages, frames: [] });
      }),
    close: () =>
      inTurn(async () => {
        database.close();
        rmSync(scratch, { recursive: true });
      }),
  };
}

function found(generations: readonly Generation[], number: number): Generation {
  const generation = generations[number - 1];
  if (generation === undefined) throw new Error(`there is no generation ${number}`);
  return generation;
}

function framesBetween(before: Buffer, now: Buffer): Buffer[] {
  const pageOf = (bytes: Buffer, i: number) => bytes.subarray(i * PAGE_BYTES, (i + 1) * PAGE_BYTES);
  const count = now.length / PAGE_BYTES;
  const changed = Array.from({ length: count }, (_, i) => i).filter(
    (i) => !pageOf(now, i).equals(pageOf(before, i)),
  );
  return changed.map((i) => {
    // Page number and, on the last of a commit, the size of the database; salts and checksums are the client's own.
    const header = Buffer.alloc(FRAME_HEADER_BYTES);
    header.writeUInt32BE(i + 1, 0);
    header.writeUInt32BE(i === changed.at(-1) ? count : 0, 4);
    return Buffer.concat([header, pageOf(now, i)]);
  });
}

function pragma(database: DatabaseSync, name: "data_version" | "schema_version"): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
