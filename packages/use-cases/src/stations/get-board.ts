import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import { ok } from "@mikro-dash/domain/result";
import { owedOf } from "@mikro-dash/domain/session/last-bill";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { sessionReviews } from "../reviews/present-review.ts";
import { presentSession } from "../sessions/present-session.ts";
import { assembleSessions, sessionQuery } from "../sessions/session-rows.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { lastBillQueries, lastBills } from "./last-bills.ts";
import { everyStation, presentStation } from "./station-rows.ts";

/** Every station with its open session (a deleted one too while somebody plays there), and all that is owed. One round trip. */
export async function getBoard(_input: unknown, { store, clock }: Context) {
  const { db } = store;
  const now = clock.now();
  const [settings, stations, rows, ...billRows] = await store.read([
    settingRows(db),
    everyStation(db),
    sessionQuery(db, sql`(SELECT ${openSessions.sessionId} FROM ${openSessions})`),
    ...lastBillQueries(db, now),
  ]);
  const policy = policyOf(settings);
  const open = assembleSessions(rows);
  const openIds = new Set<string>(open.map((one) => one.facts.session.id));
  const bills = lastBills(billRows, (id) => openIds.has(id), now);
  const reviews = sessionReviews(open.map((one) => one.facts));
  const shown = stations.flatMap((station) => {
    const here = open.filter((one) => currentStation(one.facts) === station.id);
    if (station.deletedAt !== null && here.length === 0) return [];
    const { updatedAt: _, ...fields } = presentStation(station);
    const [session] = here;
    return [
      {
        ...fields,
        deleted: station.deletedAt !== null,
        session: session ? presentSession(session, policy, now, reviews) : null,
        lastClosing: bills.find((bill) => bill.stationId === station.id) ?? null,
      },
    ];
  });
  const names = new Map(stations.map(({ id, name, nameAr }) => [id, { name, nameAr }]));
  const unpaid = bills
    .filter((bill) => owedOf(bill) > 0)
    .map((bill) => ({ ...bill, station: names.get(bill.stationId) ?? { name: "", nameAr: "" } }));
  return ok({ serverTime: now, policy, stations: shown, unpaid });
}
