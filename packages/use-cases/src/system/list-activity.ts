import { activity } from "@mikro-dash/db-schema/tables/audit";
import { ok } from "@mikro-dash/domain/result";
import { desc, lt } from "drizzle-orm";
import type { Context } from "../context.ts";
import { DEFAULT_LIMIT, pageOf } from "../store/page.ts";

export interface ListActivity {
  /** The last id of the page before. */
  readonly cursor?: string;
  readonly limit?: number;
}

/** Who did what, newest first: ids are made in order of time. */
export async function listActivity({ cursor, limit = DEFAULT_LIMIT }: ListActivity, { store }: Context) {
  const query = store.db
    .select()
    .from(activity)
    .where(cursor === undefined ? undefined : lt(activity.id, cursor))
    .orderBy(desc(activity.id))
    .limit(limit + 1);
  const [rows] = await store.read([query]);
  const { items, nextCursor } = pageOf(rows, limit, (last) => last.id);
  return ok({ items: items.map(present), nextCursor });
}

function present({
  id,
  at,
  actor,
  device,
  verb,
  sessionId,
  rowIds,
  requestId,
}: typeof activity.$inferSelect) {
  return { id, at, actor, device, verb, sessionId, rowIds, requestId };
}
