import { acceptedAt } from "@mikro-dash/db-schema/merge-statement";
import { getTableName, type SQL, sql } from "drizzle-orm";
import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Guard } from "./guard.ts";

export type Query = BatchItem<"sqlite">;
export type Queries = readonly [Query, ...Query[]];

/** The caller may not go on: the token is unknown or revoked, or it asks too often. Thrown by the store's first read. */
export class NotAdmitted extends Error {
  readonly code: "UNAUTHORIZED" | "RATE_LIMITED";
  constructor(code: NotAdmitted["code"]) {
    super(code);
    this.code = code;
  }
}

/** The primary does not answer, or does not let us in. Whether a write arrived is not known; repeating it is safe. */
export class PrimaryUnreachable extends Error {}

/** What was read has changed before the write arrived: nothing was written. */
export class StaleRead extends Error {}

/**
 * One database as the use-cases see it: local.db or the primary. A command is one `read` and one `write`, so it costs
 * two round trips on the edge. Reads of one call see one state.
 */
export interface Store {
  /** Builds queries; nothing is sent through it directly. */
  readonly db: LibSQLDatabase;
  /** `synced_at` of a row written here: NULL in local.db (not accepted yet), the primary's own stamp on the edge. */
  acceptedAt(table: SQLiteTable): SQL | null;
  /** Asks whether the caller may come in, for answers that read nothing here; free when that is known already. */
  admit(): Promise<void>;
  /** One round trip, one state. */
  read<const Q extends Queries>(queries: Q): Promise<BatchResponse<Q>>;
  /**
   * One transaction: every guard, every change, then the reads of what is answered.
   * Throws {@link StaleRead} when a guard no longer holds; then nothing was written.
   */
  write<const Q extends readonly Query[]>(
    guards: readonly Guard[],
    changes: readonly Query[],
    readBack: Q,
  ): Promise<BatchResponse<Q>>;
}

export interface StoreOptions {
  readonly db: LibSQLDatabase;
  readonly kind: "local" | "primary";
  /** Sent ahead of the first read in the same round trip; throws when the caller may not go on. */
  readonly admission?: { readonly query: Query; check(rows: unknown): void };
  /** Called after rows were committed: the shop wakes its push loop. */
  readonly onWritten?: () => void;
}

export function createStore({ db, kind, admission, onWritten }: StoreOptions): Store {
  const send = async (queries: Queries): Promise<readonly unknown[]> => {
    try {
      return await db.batch(queries);
    } catch (error) {
      throw kind === "primary" && isTransport(error) ? new PrimaryUnreachable("", { cause: error }) : error;
    }
  };
  let admitted = admission === undefined;
  return {
    db,
    acceptedAt: (table) => (kind === "local" ? null : sql.raw(acceptedAt(getTableName(table)))),
    async admit() {
      if (admitted || !admission) return;
      const results = await send([admission.query]);
      admission.check(results[0]);
      admitted = true;
    },
    async read(queries) {
      if (admitted || !admission) return (await send(queries)) as never;
      const results = await send([admission.query, ...queries]);
      admission.check(results[0]);
      admitted = true;
      return results.slice(1) as never;
    },
    async write(guards, changes, readBack) {
      if (!admitted) throw new Error("a command reads before it writes");
      const checks = guards.map((guard) => guard(db));
      const before = checks.length + changes.length;
      try {
        const batch = [...checks, ...changes, ...readBack] as unknown as Queries;
        const results = await send(batch);
        if (changes.length > 0) onWritten?.();
        return results.slice(before) as never;
      } catch (error) {
        if (isStale(error)) throw new StaleRead();
        throw error;
      }
    },
  };
}

/** What a fetch or the server in front of the database throws; SQLite's own errors and bugs are something else. */
function isTransport(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TypeError) return error.message === "fetch failed";
  const code = "code" in error ? String(error.code) : "";
  return !code.startsWith("SQLITE_");
}

function isStale(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) if (e.message.includes("STALE_READ")) return true;
  return false;
}
