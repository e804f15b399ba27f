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
