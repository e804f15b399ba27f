import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { StationId } from "@mikro-dash/domain/ids";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { observe, updateRow } from "../store/rows.ts";

/** Tombstones a station that nobody plays on. NOT_FOUND, STATION_IN_USE. Deleting twice is harmless. */
export function deleteStation(
  { id }: { readonly id: StationId },
  ctx: Context,
): Promise<Result<{ readonly id: StationId; readonly deleted: true }, Refusal>> {
  return attempt(async () => {
    const { db } = ctx.store;
    const [[station], open] = await ctx.store.read([
      db.select().from(psStations).where(eq(psStations.id, id)),
      db.select().from(openSessions).where(eq(openSessions.stationId, id)),
    ]);
    if (!station) return err({ code: "NOT_FOUND" });
    if (station.deletedAt !== null) return ok({ id, deleted: true });
    if (open.length > 0) return err({ code: "STATION_IN_USE" });
    observe(ctx, [station]);
    const nobodyPlays = {
      expected: 0,
      actual: sql`(SELECT count(*) FROM ${openSessions} WHERE ${openSessions.stationId} = ${id})`,
    };
    const changes = [
      updateRow(ctx, psStations, id, { deletedAt: ctx.clock.now() }),
      activityRow(ctx, { verb: "station.delete", rowIds: [id] }),
    ];
    await ctx.store.write([nobodyPlays], changes, [
      db.select({ id: psStations.id }).from(psStations).where(eq(psStations.id, id)),
    ]);
    return ok({ id, deleted: true });
  });
}
