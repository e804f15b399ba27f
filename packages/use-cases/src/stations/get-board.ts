import { voids } from "@mikro-dash/db-schema/tables/audit";
import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import { psPayments, psSessionClosings } from "@mikro-dash/db-schema/tables/sessions";
import { psStations } from "@mikro-dash/db-schema/tables/stations";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { ok } from "@mikro-dash/domain/result";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import { epochMs, MINUTE_MS } from "@mikro-dash/domain/time/epoch-ms";
import { asc, desc, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { sessionReviews } from "../reviews/present-review.ts";
import { presentClosing, presentSession } from "../sessions/present-session.ts";
import { assembleSessions, sessionQuery } from "../sessions/session-rows.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { presentStation } from "./station-rows.ts";

/** The last bill of a station stays on its tile this long after the customer left. */
const LAST_BILL_MS = 30 * MINUTE_MS;

/** Every station with its open session; a deleted one too while somebody plays there. One round trip. */
export async function getBoard(_input: unknown, { store, clock }: Context) {
  const { db } = store;
  const now = clock.now();
  const since = epochMs(now - LAST_BILL_MS);
  const ended = sql`${psSessionClosings.endedAt} > ${since}`;
  const endedSessions = sql`(SELECT ${psSessionClosings.sessionId} FROM ${psSessionClosings} WHERE ${ended})`;
  const [settings, stations, closings, payments, endedVoids, rows] = await store.read([
    settingRows(db),
    db.select().from(psStations).orderBy(asc(psStations.sortOrder), asc(psStations.name)),
    db.select().from(psSessionClosings).where(ended).orderBy(desc(psSessionClosings.endedAt)),
    db.select().from(psPayments).where(sql`${psPayments.sessionId} IN ${endedSessions}`),
    db.select({ id: voids.id }).from(voids).where(sql`${voids.sessionId} IN ${endedSessions}`),
    sessionQuery(db, sql`(SELECT ${openSessions.sessionId} FROM ${openSessions})`),
  ]);
  const policy = policyOf(settings);
  const open = assembleSessions(rows);
  const reviews = sessionReviews(open.map((one) => one.facts));
  const voided = new Set(endedVoids.map((row) => row.id));
  // Money taken at a closing that was reopened since is still in the till, as `paidOf` has it.
  const paidFor = (sessionId: string) =>
    payments
      .filter((row) => row.sessionId === sessionId && !voided.has(row.id))
      .reduce((sum, row) => sum + row.amount, 0);
  const shown = stations.flatMap((station) => {
    const here = open.filter((one) => currentStation(one.facts) === station.id);
    if (station.deletedAt !== null && here.length === 0) return [];
    const last = closings.find((row) => row.stationId === station.id && !voided.has(row.id));
    const { updatedAt: _, ...fields } = presentStation(station);
    const [session] = here;
    return [
      {
        ...fields,
        deleted: station.deletedAt !== null,
        session: session ? presentSession(session, policy, now, reviews) : null,
        lastClosing: last
          ? {
              ...presentClosing(last, last.stationId),
              sessionId: last.sessionId,
              paid: piasters(paidFor(last.sessionId)),
            }
          : null,
      },
    ];
  });
  return ok({ serverTime: now, policy, stations: shown });
}
