import { reviewResolutions, voids } from "@mikro-dash/db-schema/tables/audit";
import { openSessions, reviewCandidates, soldTwice } from "@mikro-dash/db-schema/tables/derived";
import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import { ok } from "@mikro-dash/domain/result";
import { reviewsOf } from "@mikro-dash/domain/session/reviews";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Context } from "../context.ts";
import { assembleSessions, sessionQuery } from "../sessions/session-rows.ts";
import type { Queries } from "../store/store.ts";
import { presentReview } from "./present-review.ts";

/**
 * Candidate sessions, those that share a station, voucher codes sold twice, and what was decided already: few rows
 * however long the history.
 */
export function reviewQueries(db: LibSQLDatabase) {
  const candidates = sql`(SELECT ${reviewCandidates.sessionId} FROM ${reviewCandidates}
    UNION SELECT o.session_id FROM ${openSessions} o JOIN ${openSessions} p USING (station_id) WHERE p.session_id <> o.session_id)`;
  const codes = sql`(SELECT ${soldTwice.code} FROM ${soldTwice})`;
  const voided = sql`EXISTS (SELECT 1 FROM ${voids} WHERE ${voids.id} = ${voucherSales.id})`;
  return [
    sessionQuery(db, candidates),
    db.select().from(voucherSales).where(sql`${voucherSales.code} IN ${codes} AND NOT ${voided}`),
    db.select({ id: reviewResolutions.id }).from(reviewResolutions),
  ] as const;
}

/** The reviews that nobody has decided yet. */
export function openReviews(results: readonly unknown[]) {
  const sessions = assembleSessions(results[0]).map((one) => one.facts);
  const sales = results[1] as (typeof voucherSales.$inferSelect)[];
  const resolved = new Set((results[2] as { id: string }[]).map((row) => row.id));
  return reviewsOf({ sessions, sales, freezes: [], alive: [] })
    .filter((review) => !resolved.has(review.id))
    .map((review) => presentReview(review, sessions));
}

/** What two writers did apart and the owner has to decide. */
export async function listReviews(_input: unknown, { store }: Context) {
  const results = await store.read(reviewQueries(store.db) as unknown as Queries);
  return ok({ items: openReviews(results as readonly unknown[]) });
}
