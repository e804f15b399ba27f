import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { HlcStamp } from "@mikro-dash/domain/sync/hlc";
import { type InferInsertModel, type InferSelectModel, type SQL, sql } from "drizzle-orm";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Context } from "../context.ts";
import { activityRow } from "./activity.ts";
import { attempt } from "./attempt.ts";
import { type Guard, guard } from "./guard.ts";
import { idIsFree, logLine, repeatOf, rowWithId, type Said } from "./repeat.ts";
import { insertRow, observe, updateRow } from "./rows.ts";

type RegisterTable = SQLiteTable & {
  readonly id: AnySQLiteColumn;
  readonly updatedAt: AnySQLiteColumn;
  readonly deletedAt: AnySQLiteColumn;
};
type Row<T extends RegisterTable> = InferSelectModel<T> & {
  readonly updatedAt: HlcStamp;
  readonly deletedAt: number | null;
};
type LogLine = NonNullable<Parameters<typeof repeatOf>[0]["log"]>;
type Insert<T extends RegisterTable> = Omit<
  InferInsertModel<T>,
  "updatedAt" | "syncedAt" | "id" | "deletedAt"
>;

const stampOf = (table: RegisterTable, id: string): SQL =>
  sql`(SELECT coalesce(max(${table.updatedAt}), '') FROM ${table} WHERE ${table.id} = ${id})`;

/**
 * Makes one register row (a station, a menu item, a package). Repeated with the same id and the same words it
 * answers the row as it is now; with other words ID_REUSED.
 */
export function createRegister<T extends RegisterTable>(
  ctx: Context,
  table: T,
  command: {
    readonly verb: string;
    readonly id: string | undefined;
    readonly said: Said;
    readonly row: Insert<T>;
  },
): Promise<Result<Row<T>, Refusal>> {
  return attempt(async () => {
    const id = command.id ?? ctx.ids.next();
    const queries = [rowWithId(ctx.store.db, table, id), logLine(ctx.store.db, id)] as const;
    const [[stored], [log]] = (await ctx.store.read(queries)) as unknown as [Row<T>[], LogLine[]];
    const { verb, said } = command;
    const repeat = repeatOf({ log, row: stored }, { verb, said });
    if (repeat !== "new") return repeat === "same" && stored ? ok(stored) : err({ code: "ID_REUSED" });
    const insert = insertRow(ctx, table, { ...command.row, id, deletedAt: null } as never);
    const line = activityRow(ctx, { id: command.id, verb, rowIds: [id], detail: said });
    return ok(await writeRow(ctx, table, id, idIsFree(id, table), [insert, line]));
  });
}

/** A new version of one register row. NOT_FOUND when it does not exist or was deleted. */
export function updateRegister<T extends RegisterTable>(
  ctx: Context,
  table: T,
  command: {
    readonly verb: string;
    readonly id: string;
    readonly changes: Partial<Omit<InferInsertModel<T>, "updatedAt" | "syncedAt" | "id">>;
  },
): Promise<Result<Row<T>, Refusal>> {
  return attempt(async () => {
    const { id, changes, verb } = command;
    const [[stored]] = (await ctx.store.read([rowWithId(ctx.store.db, table, id)])) as unknown as [Row<T>[]];
    if (!stored || stored.deletedAt !== null) return err({ code: "NOT_FOUND" });
    if (changesNothing(stored, changes)) return ok(stored);
    observe(ctx, [stored]);
    const unchanged = guard(stored.updatedAt, stampOf(table, id));
    return ok(
      await writeRow(ctx, table, id, unchanged, [
        updateRow(ctx, table, id, changes),
        activityRow(ctx, { verb, rowIds: [id] }),
      ]),
    );
  });
}

function changesNothing(stored: Said, changes: Said): boolean {
  return Object.entries(changes).every(([key, value]) => value === undefined || stored[key] === value);
}

async function writeRow<T extends RegisterTable>(
  ctx: Context,
  table: T,
  id: string,
  guard: Guard,
  changes: Parameters<Context["store"]["write"]>[1],
): Promise<Row<T>> {
  const [[row]] = (await ctx.store.write([guard], changes, [
    rowWithId(ctx.store.db, table, id),
  ])) as unknown as [Row<T>[]];
  if (!row) throw new Error("a row that was just written cannot be read");
  return row;
}
