import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { StationId } from "@mikro-dash/domain/ids";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { openAt, othersAtStation, stationUnchanged } from "../sessions/surroundings.ts";
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
      openAt(db, id),
    ]);
    if (!station) return err({ code: "NOT_FOUND" });
    if (station.deletedAt !== null) return ok({ id, deleted: true });
    if (open.length > 0) return err({ code: "STATION_IN_USE" });
    observe(ctx, [station]);
    const changes = [
      updateRow(ctx, psStations, id, { deletedAt: ctx.clock.now() }),
      activityRow(ctx, { verb: "station.delete", rowIds: [id] }),
    ];
    await ctx.store.write([othersAtStation(id, 0), stationUnchanged(station)], changes, [
      db.select({ id: psStations.id }).from(psStations).where(eq(psStations.id, id)),
    ]);
    return ok({ id, deleted: true });
  });
}
