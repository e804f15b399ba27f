import { voids } from "@mikro-dash/db-schema/tables/audit";
import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import { psSessionClosings } from "@mikro-dash/db-schema/tables/sessions";
import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { SessionId, StationId } from "@mikro-dash/domain/ids";
import type { SessionFacts } from "@mikro-dash/domain/session/facts";
import type { BillingPolicy } from "@mikro-dash/domain/session/policy";
import { stateAt } from "@mikro-dash/domain/session/timeline";
import { DAY_MS, type EpochMs, epochMs, HOUR_MS } from "@mikro-dash/domain/time/epoch-ms";
import { and, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { StationRow } from "../stations/station-rows.ts";
import { type Guard, preparedGuard } from "../store/guard.ts";
import { preparedQuery } from "../store/prepared-query.ts";

/** The station where a session is at an instant; null when it was deleted. */
export function stationOf(
  facts: SessionFacts,
  stations: readonly StationRow[],
  policy: BillingPolicy,
  at: EpochMs,
) {
  const { stationId } = stateAt(facts, policy, at);
  return standing(stations, stationId);
}

/** A station that was not deleted. */
export function standing(stations: readonly StationRow[], id: StationId): StationRow | null {
  return stations.find((station) => station.id === id && station.deletedAt === null) ?? null;
}

/** Who plays at a station now. */
export const openAt = (db: LibSQLDatabase, stationId: StationId) => openThere(db, { stationId });
const openThere = preparedQuery(["stationId"], (db, { stationId }) =>
  db.select().from(openSessions).where(eq(openSessions.stationId, stationId)),
);

/** Nobody came to the station, or left it, since `count` sessions beside `except` were seen there. */
export function othersAtStation(stationId: StationId, count: number, except?: SessionId): Guard {
  return others(count, { stationId, except: except ?? NOBODY });
}

const NOBODY = "" as SessionId;
const others = preparedGuard(["stationId", "except"], ({ stationId, except }) => {
  const there = and(eq(openSessions.stationId, stationId), ne(openSessions.sessionId, except));
  return sql`(SELECT count(*) FROM ${openSessions} WHERE ${there})`;
});

/** The station is as it was read: not deleted meanwhile, and its rate still holds. */
export const stationUnchanged = ({ id, updatedAt }: StationRow): Guard => version(updatedAt, { id });

const version = preparedGuard(
  ["id"],
  ({ id }) => sql`(SELECT ${psStations.updatedAt} FROM ${psStations} WHERE ${psStations.id} = ${id})`,
);

export interface RecentEnd {
  readonly sessionId: SessionId;
  readonly stationId: StationId;
  readonly endedAt: EpochMs;
}

/** Standing closings young enough to bound how far back a start may be dated (24 h). */
export const recentEnds = (db: LibSQLDatabase, now: EpochMs) =>
  endsSince(db, { closedSince: epochMs(now - DAY_MS - HOUR_MS), endedSince: epochMs(now - DAY_MS) });

const endsSince = preparedQuery(["closedSince", "endedSince"], (db, { closedSince, endedSince }) =>
  db
    .select({
      sessionId: psSessionClosings.sessionId,
      stationId: psSessionClosings.stationId,
      endedAt: psSessionClosings.endedAt,
    })
    .from(psSessionClosings)
    .leftJoin(voids, eq(voids.id, psSessionClosings.id))
    .where(
      and(
        // Nothing ends long after it was closed: the index of the closing's instant bounds both.
        gt(psSessionClosings.closedAt, closedSince),
        gt(psSessionClosings.endedAt, endedSince),
        isNull(voids.id),
      ),
    ),
);

/** When the last session of a station ended, `except` left aside; null when none did lately. */
export function previousEnd(
  ends: readonly RecentEnd[],
  stationId: StationId,
  except?: SessionId,
): EpochMs | null {
  const times = ends
    .filter((end) => end.stationId === stationId && end.sessionId !== except)
    .map((end) => end.endedAt);
  return times.length === 0 ? null : epochMs(Math.max(...times));
}
