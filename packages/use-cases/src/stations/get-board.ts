import { voids } from "@mikro-dash/db-schema/tables/audit";
import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import { psPayments, psSessionClosings } from "@mikro-dash/db-schema/tables/sessions";
import { psStations } from "@mikro-dash/db-schema/tables/stations";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { ok } from "@mikro-dash/domain/result";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import { epochMs, MINUTE_MS } from "@mikro-dash/domain/time/epoch-ms";
import { asc, desc, gt, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { sessionReviews } from "../reviews/present-review.ts";
import { presentClosing, presentSession } from "../sessions/present-session.ts";
import { assembleSessions, sessionQueries } from "../sessions/session-rows.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { presentStation } from "./station-rows.ts";

/** The last bill of a station stays on its tile this long after the customer left. */
const LAST_BILL_MS = 30 * MINUTE_MS;

/** Every station with its open session; a deleted one too while somebody plays there. One round trip. */
export async function getBoard(_input: unknown, { store, clock }: Context) {
  const { db } = store;
  const now = clock.now();
  const since = epochMs(now - LAST_BILL_MS);
  const recent = sql`(SELECT ${psSessionClosings.id} FROM ${psSessionClosings} WHERE ${psSessionClosings.endedAt} > ${since})`;
  const [settings, stations, closings, payments, closingVoids, ...rows] = await store.read([
    settingRows(db),
    db.select().from(psStations).orderBy(asc(psStations.sortOrder), asc(psStations.name)),
    db
      .select()
      .from(psSessionClosings)
      .where(gt(psSessionClosings.endedAt, since))
      .orderBy(desc(psSessionClosings.endedAt)),
    db.select().from(psPayments).where(sql`${psPayments.closingId} IN ${recent}`),
    db
      .select({ id: voids.id })
      .from(voids)
      .where(
        sql`${voids.id} IN ${recent} OR ${voids.id} IN (SELECT ${psPayments.id} FROM ${psPayments} WHERE ${psPayments.closingId} IN ${recent})`,
      ),
    ...sessionQueries(db, sql`(SELECT ${openSessions.sessionId} FROM ${openSessions})`),
  ]);
  const policy = policyOf(settings);
  const open = assembleSessions(rows as never);
  const reviews = sessionReviews(open.map((one) => one.facts));
  const voided = new Set(closingVoids.map((row) => row.id));
  const paidFor = (closingId: string) =>
    payments
      .filter((row) => row.closingId === closingId && !voided.has(row.id))
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
              paid: piasters(paidFor(last.id)),
            }
          : null,
      },
    ];
  });
  return ok({ serverTime: now, policy, stations: shown });
}
