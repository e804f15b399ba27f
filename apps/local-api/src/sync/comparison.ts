import type { InStatement, ResultSet } from "@libsql/client";
import { SYNCED_TABLES, type SyncedTable } from "@mikro-dash/db-schema/synced-tables";

/** Ids of one page; a page is one round trip. */
const PAGE_ROWS = 1_000;
/** Somebody may write between two looks: only what still differs at the last counts. */
const LOOKS = 3;

/** One of the databases that should hold the same: local.db, the primary, a replica. */
export type Reader = (statements: InStatement[]) => Promise<readonly ResultSet[]>;

/** What a database holds of one table, compared with the primary; rows that wait to be pushed are no difference. */
export interface TableComparison {
  readonly table: SyncedTable;
  /** All rows, on either side. */
  readonly counts: { readonly primary: number; readonly other: number };
  /** Rows of the other side that the primary has not accepted. */
  readonly waiting: number;
  /** Rows whose id and version were held against each other. */
  readonly compared: number;
  /** On the primary, and not here. */
  readonly missing: readonly string[];
  /** Accepted here, and not on the primary. */
  readonly lost: readonly string[];
  /** The primary's version is the newer one; or the older one, which it accepted and lost. */
  readonly older: readonly string[];
  readonly newer: readonly string[];
}

export const isSame = ({ missing, lost, older, newer }: TableComparison): boolean =>
  missing.length + lost.length + older.length + newer.length === 0;

/** @param since only rows accepted from then on (ISO 8601); "" = everything */
export async function compareWithPrimary(
  primary: Reader,
  other: Reader,
  since: string,
  signal: AbortSignal,
): Promise<TableComparison[]> {
  const found: TableComparison[] = [];
  for (const table of SYNCED_TABLES) {
    let comparison = await compareTable(table, primary, other, since, signal);
    for (let look = 1; look < LOOKS && !isSame(comparison); look++) {
      comparison = await compareTable(table, primary, other, since, signal);
    }
    found.push(comparison);
  }
  return found;
}

async function compareTable(
  table: SyncedTable,
  primary: Reader,
  other: Reader,
  since: string,
  signal: AbortSignal,
): Promise<TableComparison> {
  const counted = [`SELECT count(*) AS n, count(*) - count(synced_at) AS waiting FROM ${table.name}`];
  const [[theirs], [ours]] = await Promise.all([primary([...counted]), other([...counted])]);
  const missing: string[] = [];
  const older: string[] = [];
  const newer: string[] = [];
  let compared = 0;
  for await (const page of pages(table, primary, since)) {
    signal.throwIfAborted();
    const here = await versions(table, other, [...page.keys()]);
    compared += page.size;
    for (const [id, version] of page) {
      const held = here.get(id);
      if (held === undefined) missing.push(id);
      else if (held.version < version.version) older.push(id);
      else if (held.version > version.version && held.isAccepted) newer.push(id);
    }
  }
  const lost: string[] = [];
  for await (const page of pages(table, other, since)) {
    signal.throwIfAborted();
    const there = await versions(table, primary, [...page.keys()]);
    lost.push(...[...page.keys()].filter((id) => !there.has(id)));
  }
  return {
    ...{ table, compared, missing, lost, older, newer },
    counts: { primary: Number(theirs?.rows[0]?.n), other: Number(ours?.rows[0]?.n) },
    waiting: Number(ours?.rows[0]?.waiting),
  };
}

interface Version {
  readonly version: string;
  readonly isAccepted: boolean;
}

/** Accepted rows, in the order of their ids. */
async function* pages(table: SyncedTable, reader: Reader, since: string) {
  for (let after = ""; ; ) {
    const sql =
      `SELECT id, updated_at, synced_at FROM ${table.name} ` +
      "WHERE id > ? AND synced_at >= ? ORDER BY id LIMIT ?";
    const [result] = await reader([{ sql, args: [after, since, PAGE_ROWS] }]);
    const page = asVersions(result);
    if (page.size > 0) yield page;
    if (page.size < PAGE_ROWS) return;
    after = [...page.keys()].at(-1) ?? after;
  }
}

async function versions(table: SyncedTable, reader: Reader, ids: readonly string[]) {
  const sql = `SELECT id, updated_at, synced_at FROM ${table.name} WHERE id IN (SELECT value FROM json_each(?))`;
  const [result] = await reader([{ sql, args: [JSON.stringify(ids)] }]);
  return asVersions(result);
}

function asVersions(result: ResultSet | undefined): Map<string, Version> {
  return new Map(
    (result?.rows ?? []).map((row) => [
      String(row.id),
      { version: String(row.updated_at), isAccepted: row.synced_at !== null },
    ]),
  );
}
