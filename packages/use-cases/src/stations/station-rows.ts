import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { StationId } from "@mikro-dash/domain/ids";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";

export type StationRow = typeof psStations.$inferSelect;

export const stationById = (db: LibSQLDatabase, id: StationId) =>
  db
    .select()
    .from(psStations)
    .where(and(eq(psStations.id, id), isNull(psStations.deletedAt)));

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
