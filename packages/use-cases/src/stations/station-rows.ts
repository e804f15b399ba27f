import { psStations } from "@mikro-dash/db-schema/tables/stations";
import { asc, isNull } from "drizzle-orm";
import { preparedQuery } from "../store/prepared-query.ts";

export type StationRow = typeof psStations.$inferSelect;

/** Those that stand, as the owner ordered them. */
export const allStations = preparedQuery([], (db) =>
  db
    .select()
    .from(psStations)
    .where(isNull(psStations.deletedAt))
    .orderBy(asc(psStations.sortOrder), asc(psStations.name)),
);

/** Deleted ones too: somebody may still play there. */
export const everyStation = preparedQuery([], (db) =>
  db.select().from(psStations).orderBy(asc(psStations.sortOrder), asc(psStations.name)),
);

/** The station as the contract describes it. */
export function presentStation(row: StationRow) {
  const { id, name, nameAr, macAddress, hourlyRate, hourlyRateMulti, sortOrder, outOfOrder, updatedAt } = row;
  return { id, name, nameAr, macAddress, hourlyRate, hourlyRateMulti, sortOrder, outOfOrder, updatedAt };
}
