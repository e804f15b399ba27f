import { activity, reviewResolutions, voids } from "@mikro-dash/db-schema/tables/audit";
import { openSessions, reviewCandidates, soldTwice } from "@mikro-dash/db-schema/tables/derived";
import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import { psSessionSegments } from "@mikro-dash/db-schema/tables/sessions";
import type { BatchId } from "@mikro-dash/domain/ids";
import { effectiveClosing } from "@mikro-dash/domain/session/closing";
import type { SessionFacts } from "@mikro-dash/domain/session/facts";
import { type FreezeFacts, type Review, reviewsOf } from "@mikro-dash/domain/session/reviews";
import { voidedIds } from "@mikro-dash/domain/session/voided";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Context } from "../context.ts";
import { assembleSessions, type LoadedSession, sessionQuery } from "../sessions/session-rows.ts";
import type { Query } from "../store/store.ts";

type SaleRow = typeof voucherSales.$inferSelect;

/** What reviews were derived from, and the reviews that nobody has decided yet. */
export interface FoundReviews {
  readonly reviews: readonly Review[];
  readonly loaded: readonly LoadedSession[];
  readonly sales: readonly SaleRow[];
}

/** Pauses of open sessions that belong to a batch. Bounded by how many play, not by how many freezes there were. */
const frozenNow = sql`${openSessions} JOIN ${psSessionSegments} g ON g.session_id = ${openSessions.sessionId}
  WHERE g.batch_id IS NOT NULL AND g.kind = 'paused'`;

/**
 * Candidate sessions, those that share a station, voucher codes sold twice, and what was decided already: few rows
 * however long the history. Where the café's own heartbeat is known, also the sessions that a freeze stopped.
 */
export function reviewQueries({ store: { db }, aliveSpans }: Pick<Context, "store" | "aliveSpans">) {
  const knowsCafe = aliveSpans !== undefined;
  const frozen = knowsCafe ? sql`UNION SELECT g.session_id FROM ${frozenNow}` : sql``;
  const shared = sql`(SELECT ${openSessions.stationId} FROM ${openSessions} GROUP BY 1 HAVING count(*) > 1)`;
  const candidates = sql`(SELECT ${reviewCandidates.sessionId} FROM ${reviewCandidates}
    UNION SELECT ${openSessions.sessionId} FROM ${openSessions} WHERE ${openSessions.stationId} IN ${shared}
    ${frozen})`;
  const codes = sql`(SELECT ${soldTwice.code} FROM ${soldTwice})`;
  const voided = sql`EXISTS (SELECT 1 FROM ${voids} WHERE ${voids.id} = ${voucherSales.id})`;
  return [
    sessionQuery(db, candidates),
    db.select().from(voucherSales).where(sql`${voucherSales.code} IN ${codes} AND NOT ${voided}`),
    db.select({ id: reviewResolutions.id }).from(reviewResolutions),
    ...(knowsCafe ? [freezesFromAfar(db)] : []),
  ] as const satisfies readonly Query[];
}

/** Freezes that were not made at the desktop: whoever sits there knows whether the light is on. */
const freezesFromAfar = (db: LibSQLDatabase) =>
  db
    .select({ id: activity.id })
    .from(activity)
    .where(
      sql`${activity.id} IN (SELECT g.batch_id FROM ${frozenNow})
        AND ${activity.verb} = 'outage.freeze' AND ${activity.device} <> 'desktop'`,
    );

/** @param results what {@link reviewQueries} answered, in their order */
export function reviewsFound(results: readonly unknown[], { aliveSpans }: Pick<Context, "aliveSpans">) {
  const loaded = assembleSessions(results[0]);
  const sales = results[1] as readonly SaleRow[];
  const decided = new Set((results[2] as { id: string }[]).map((row) => row.id));
  const sessions = loaded.map((one) => one.facts);
  const fromAfar = new Set(((results[3] ?? []) as { id: string }[]).map((row) => row.id));
  const freezes = freezesIn(sessions, fromAfar);
  const reviews = reviewsOf({ sessions, sales, freezes, alive: aliveSpans?.() ?? [], decided });
  return { reviews, loaded, sales } satisfies FoundReviews;
}

/** Of a freeze: closed sessions are loaded, or not, for reasons of their own, and keep the bill that was paid. */
const isOpen = (facts: SessionFacts) => effectiveClosing(facts) === null;

function freezesIn(sessions: readonly SessionFacts[], batches: ReadonlySet<string>): readonly FreezeFacts[] {
  const pauses = sessions.filter(isOpen).flatMap((facts) => {
    const voided = voidedIds(facts);
    return facts.segments.filter((row) => row.kind === "paused" && !voided.has(row.id));
  });
  return [...batches].flatMap((batchId) => {
    const rows = pauses.filter((row) => row.batchId === batchId);
    if (rows.length === 0) return [];
    const frozenAt = epochMs(Math.min(...rows.map((row) => row.startedAt)));
    return [{ batchId: batchId as BatchId, frozenAt, segmentIds: rows.map((row) => row.id) }];
  });
}

/** The sessions that a review is about. */
export function sessionsOf(review: Review, loaded: readonly LoadedSession[]): readonly LoadedSession[] {
  switch (review.kind) {
    case "two-closings":
    case "late-items":
      return loaded.filter(({ facts }) => facts.session.id === review.sessionId);
    case "two-open":
      return loaded.filter(({ facts }) => review.sessionIds.includes(facts.session.id));
    case "frozen-while-alive":
      return loaded.filter(
        ({ facts }) => isOpen(facts) && facts.segments.some((row) => row.batchId === review.batchId),
      );
    case "two-sales":
      return [];
  }
}
