import { syncRejects } from "@mikro-dash/db-schema/tables/local";
import { ok } from "@mikro-dash/domain/result";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { desc } from "drizzle-orm";
import type { Context } from "../context.ts";

/** Rows that the primary refuses, newest first. They are kept here and sent again after every start and migration. */
export async function listRejects(_input: unknown, { store }: Context) {
  const { db } = store;
  const [rows] = await store.read([db.select().from(syncRejects).orderBy(desc(syncRejects.at)).limit(200)]);
  const items = rows.map(({ tableName, rowId, reason, at }) => ({
    ...{ table: tableName, rowId, reason },
    at: epochMs(at),
  }));
  return ok({ items });
}
