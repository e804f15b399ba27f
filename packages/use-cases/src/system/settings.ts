import { settings } from "@mikro-dash/db-schema/tables/people";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { ok, type Result } from "@mikro-dash/domain/result";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { guard } from "../store/guard.ts";
import { insertRow, observe, updateRow } from "../store/rows.ts";
import { type ShopSettings, settingRows, settingsOf } from "./shop-settings.ts";

export async function getSettings(_input: unknown, { store }: Context) {
  const [rows] = await store.read([settingRows(store.db)]);
  return ok(settingsOf(rows));
}

/** Changes the keys that are given. Open sessions are priced by the new policy, closed ones keep theirs. */
export function updateSettings(
  changes: Partial<ShopSettings>,
  ctx: Context,
): Promise<Result<ShopSettings, Refusal>> {
  return attempt(async () => {
    const { store } = ctx;
    const { db } = store;
    const [rows] = await store.read([db.select().from(settings)]);
    const now = settingsOf(rows.filter((row) => row.deletedAt === null));
    observe(ctx, rows);
    const changed = Object.entries(changes).filter(
      ([key, value]) => value !== undefined && now[key as keyof ShopSettings] !== value,
    );
    if (changed.length === 0) return ok(now);
    const stored = new Set(rows.map((row) => row.id));
    const writes = changed.map(([key, value]) =>
      stored.has(key)
        ? updateRow(ctx, settings, key, { value, deletedAt: null })
        : insertRow(ctx, settings, { id: key, value, deletedAt: null }),
    );
    // A key that another writer set for the first time may come with any stamp: it shows in their number.
    const newest = rows.map((row) => row.updatedAt).toSorted();
    const unchanged = guard(
      `${rows.length}/${newest.at(-1) ?? ""}`,
      sql`(SELECT count(*) || '/' || coalesce(max(${settings.updatedAt}), '') FROM ${settings})`,
    );
    const log = activityRow(ctx, { verb: "settings.update", rowIds: changed.map(([key]) => key) });
    const [after] = await store.write([unchanged], [...writes, log], [settingRows(db)]);
    return ok(settingsOf(after));
  });
}
