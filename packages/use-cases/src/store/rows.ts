import type { HlcStamp } from "@mikro-dash/domain/sync/hlc";
import { eq, type InferInsertModel } from "drizzle-orm";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Context } from "../context.ts";
import type { Query } from "./store.ts";

type Synced = SQLiteTable & {
  readonly id: AnySQLiteColumn;
  readonly updatedAt: AnySQLiteColumn;
};
type Sync = "updatedAt" | "syncedAt";

/** Inserts one row of a synced table, stamped here and now. */
export function insertRow<T extends Synced>(
  ctx: Context,
  table: T,
  row: Omit<InferInsertModel<T>, Sync>,
): Query {
  const stamped = { ...row, updatedAt: ctx.stamps.tick(), syncedAt: ctx.store.acceptedAt(table) };
  return ctx.store.db.insert(table).values(stamped as unknown as InferInsertModel<T>);
}

/** A new version of a register row: only `changes` differ, the stamp is newer than every one read before. */
export function updateRow<T extends Synced>(
  ctx: Context,
  table: T,
  id: string,
  changes: Partial<Omit<InferInsertModel<T>, Sync | "id">>,
): Query {
  const stamped = { ...changes, updatedAt: ctx.stamps.tick(), syncedAt: ctx.store.acceptedAt(table) };
  return ctx.store.db
    .update(table)
    .set(stamped as Parameters<ReturnType<typeof ctx.store.db.update<T>>["set"]>[0])
    .where(eq(table.id, id));
}

/** Makes this writer's next stamp greater than those of the rows that a decision was made on. */
export function observe(ctx: Context, rows: Iterable<{ readonly updatedAt: HlcStamp }>): void {
  for (const row of rows) ctx.stamps.observe(row.updatedAt);
}

/** A repeated command: its main row exists already. */
export type Repeat = "new" | "same" | "reused";

/** Compares what the body says with the stored row of its id; only fields that the body has count. */
export function repeatOf(stored: object | undefined, said: Readonly<Record<string, unknown>>): Repeat {
  if (stored === undefined) return "new";
  const row = stored as Readonly<Record<string, unknown>>;
  const same = Object.entries(said).every(([key, value]) => value === undefined || row[key] === value);
  return same ? "same" : "reused";
}
