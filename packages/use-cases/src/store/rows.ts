import type { HlcStamp } from "@mikro-dash/domain/sync/hlc";
import { eq, getTableColumns, type InferInsertModel, type InferSelectModel, SQL } from "drizzle-orm";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Context } from "../context.ts";
import { perTable } from "./per-table.ts";
import { preparedQuery } from "./prepared-query.ts";
import type { Query } from "./store.ts";

type Synced = SQLiteTable & {
  readonly id: AnySQLiteColumn;
  readonly updatedAt: AnySQLiteColumn;
};
type Sync = "updatedAt" | "syncedAt";
type NewRow<T extends Synced> = Omit<InferInsertModel<T>, Sync>;

/** `synced_at` of a row that the primary has just accepted; the instant is known to the primary alone. */
const JUST_ACCEPTED = "";

/** Inserts one row of a synced table, stamped here and now. */
export function insertRow<T extends Synced>(ctx: Context, table: T, row: NewRow<T>): Query {
  return newRow(ctx, table, row).query;
}

/**
 * An insert, and the row as it will be read afterwards: stamped, with null for what was left out. Where a value is SQL
 * only the database knows the row.
 */
export function newRow<T extends Synced>(
  ctx: Context,
  table: T,
  given: NewRow<T>,
): { readonly query: Query; readonly row: InferSelectModel<T> } {
  const values = given as Readonly<Record<string, unknown>>;
  const row = Object.fromEntries(columnNames(table).map((name) => [name, values[name] ?? null]));
  const acceptedAt = ctx.store.acceptedAt(table);
  // A copy of a stored row brings the marks of that one.
  Object.assign(row, { updatedAt: ctx.stamps.tick(), syncedAt: null });
  const { db } = ctx.store;
  const isPlain = acceptedAt === null && !Object.values(row).some((value) => value instanceof SQL);
  const query = isPlain
    ? preparedInsert(table)(db, row)
    : db.insert(table).values({ ...row, syncedAt: acceptedAt } as unknown as InferInsertModel<T>);
  if (acceptedAt !== null) row.syncedAt = JUST_ACCEPTED;
  return { query, row: row as InferSelectModel<T> };
}

/** A new version of a register row: only `changes` differ, the stamp is newer than every one read before. */
export function updateRow<T extends Synced>(
  ctx: Context,
  table: T,
  id: string,
  changes: Partial<Omit<InferInsertModel<T>, Sync | "id">>,
): Query {
  return changedRow(ctx, table, id, changes).query;
}

/** An update, and what it changes of the row that was read before. */
export function changedRow<T extends Synced>(
  ctx: Context,
  table: T,
  id: string,
  changes: Partial<Omit<InferInsertModel<T>, Sync | "id">>,
): { readonly query: Query; readonly changed: Partial<InferSelectModel<T>> } {
  const updatedAt = ctx.stamps.tick();
  const acceptedAt = ctx.store.acceptedAt(table);
  const stamped = { ...changes, updatedAt, syncedAt: acceptedAt };
  const query = ctx.store.db
    .update(table)
    .set(stamped as Parameters<ReturnType<typeof ctx.store.db.update<T>>["set"]>[0])
    .where(eq(table.id, id));
  const changed = { ...stamped, syncedAt: acceptedAt === null ? null : JUST_ACCEPTED };
  return { query, changed: changed as Partial<InferSelectModel<T>> };
}

/** Makes this writer's next stamp greater than those of the rows that a decision was made on. */
export function observe(ctx: Context, rows: Iterable<{ readonly updatedAt: HlcStamp }>): void {
  for (const row of rows) ctx.stamps.observe(row.updatedAt);
}

const columnNames = perTable((table: SQLiteTable) => Object.keys(getTableColumns(table)));
const preparedInsert = perTable((table: SQLiteTable) =>
  preparedQuery<string, Query>(columnNames(table), (db, slots) => db.insert(table).values(slots)),
);
