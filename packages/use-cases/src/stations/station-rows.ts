import { psStations } from "@mikro-dash/db-schema/tables/stations";
import { asc, isNull } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";

export type StationRow = typeof psStations.$inferSelect;

export const allStations = (db: LibSQLDatabase) =>
  db
    .select()
    .from(psStations)
    .where(isNull(psStations.deletedAt))
    .orderBy(asc(psStations.sortOrder), asc(psStations.name));

/** The station as the contract describes it. */
export function presentStation(row: StationRow) {
  const { id, name, nameAr, macAddress, hourlyRate, hourlyRateMulti, sortOrder, outOfOrder, updatedAt } = row;
  return { id, name, nameAr, macAddress, hourlyRate, hourlyRateMulti, sortOrder, outOfOrder, updatedAt };
}
