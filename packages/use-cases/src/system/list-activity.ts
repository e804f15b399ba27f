import { activity } from "@mikro-dash/db-schema/tables/audit";
import { invalid } from "@mikro-dash/domain/refusal";
import { err, ok } from "@mikro-dash/domain/result";
import { desc, type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { DEFAULT_LIMIT, pageOf } from "../store/page.ts";

export interface ListActivity {
  /** `<at>.<id>` of the last line of the page before. */
  readonly cursor?: string;
  readonly limit?: number;
}

/** Who did what, newest first. Ids cannot give the order: a client may have chosen them. */
export async function listActivity({ cursor, limit = DEFAULT_LIMIT }: ListActivity, { store }: Context) {
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  if (after === null) return err(invalid({ path: "cursor", message: "is not one that this list gave" }));
  const query = store.db
    .select()
    .from(activity)
    .where(after)
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(limit + 1);
  const [rows] = await store.read([query]);
  const { items, nextCursor } = pageOf(rows, limit, (last) => `${last.at}.${last.id}`);
  return ok({ items: items.map(present), nextCursor });
}

function parseCursor(cursor: string): SQL | null {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  return at === undefined ? null : sql`(${activity.at}, ${activity.id}) < (${Number(at)}, ${id})`;
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
