import { activity } from "@mikro-dash/db-schema/tables/audit";
import { eq, type InferSelectModel, sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { RunnableQuery } from "drizzle-orm/runnable-query";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { type Guard, preparedGuard } from "./guard.ts";
import { perTable } from "./per-table.ts";
import { preparedQuery } from "./prepared-query.ts";

/** What a command's body says; fields that it leaves out are undefined. */
export type Said = Readonly<Record<string, unknown>>;

/** `same`: this very command was done before; `reused`: its id belongs to something else. */
export type Repeat = "new" | "same" | "reused";

type LogLine = typeof activity.$inferSelect;

/**
 * The line of a command in the activity log. It has the id that the client chose, so a repeat is found by it; and it
 * keeps what was said, so that a repeat is known as one after the rows have moved on (a timer edited since the start).
 */
export const logLine = (db: LibSQLDatabase, id: string) => lineWithId(db, { id });
const lineWithId = preparedQuery(["id"], (db, { id }) =>
  db.select().from(activity).where(eq(activity.id, id)),
);

type Identified = SQLiteTable & { readonly id: AnySQLiteColumn };

/** The row of a table that has an id. */
export const rowWithId = <T extends Identified>(db: LibSQLDatabase, table: T, id: string) =>
  rowIn(table)(db, { id }) as unknown as RunnableQuery<InferSelectModel<T>[], "sqlite">;
const rowIn = perTable((table: Identified) =>
  preparedQuery(["id"], (db, { id }) => db.select().from(table).where(eq(table.id, id))),
);

/**
 * Compares a command with what is stored under its id: with what was said the first time, and beside that with the main
 * row. Only fields that the body has count. Without the line (the row came here alone) the row has to do.
 */
export function repeatOf(
  stored: { readonly log: LogLine | undefined; readonly row: object | undefined },
  command: { readonly verb: string; readonly said: Said },
): Repeat {
  const { log, row } = stored;
  if (log === undefined && row === undefined) return "new";
  if (log !== undefined && log.verb !== command.verb) return "reused";
  const known: Said = { ...row, ...log?.detail };
  const same = Object.entries(command.said).every(
    ([key, value]) => value === undefined || known[key] === value || (log === undefined && !(key in known)),
  );
  return same ? "same" : "reused";
}

/** Nobody took the id since it was read as free: a second row of it would be ignored without a word. */
export function idIsFree(id: string, table?: Identified): Guard {
  return table ? isFreeIn(table)(0, { id }) : isNotLogged(0, { id });
}

const isNotLogged = preparedGuard(
  ["id"],
  ({ id }) => sql`(SELECT count(*) FROM ${activity} WHERE ${activity.id} = ${id})`,
);

const isFreeIn = perTable((table: Identified) =>
  preparedGuard(
    ["id"],
    ({ id }) =>
      sql`(SELECT (SELECT count(*) FROM ${activity} WHERE ${activity.id} = asked.id) +
        (SELECT count(*) FROM ${table} WHERE ${table.id} = asked.id) FROM (SELECT ${id} AS id) asked)`,
  ),
);
