import { voids } from "@mikro-dash/db-schema/tables/audit";
import {
  psPayments,
  psSessionCharges,
  psSessionClosings,
  psSessionOrders,
  psSessionSegments,
  psSessionStarts,
  psSessions,
  psSessionTransfers,
} from "@mikro-dash/db-schema/tables/sessions";
import type { SessionFacts } from "@mikro-dash/domain/session/facts";
import { getTableColumns, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { BatchResponse } from "drizzle-orm/batch";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Guard } from "../store/store.ts";

const count = (table: unknown, key: unknown) =>
  sql`(SELECT count(*) FROM ${table} WHERE ${key} = ${psSessions.id})`;

/** Voids of what was moved here belong to the session that gave it, and change this bill all the same. */
const giversVoids = sql`(SELECT count(*) FROM ${psSessionTransfers} t JOIN ${voids} v ON v.id IN (t.id, t.closing_id)
  WHERE t.to_session_id = ${psSessions.id})`;

/** Grows with every fact of the session (facts are only ever added) and with every edit of its register. */
const version = sql<string>`(
  ${count(psSessionSegments, psSessionSegments.sessionId)} + ${count(psSessionStarts, psSessionStarts.sessionId)} +
  ${count(psSessionOrders, psSessionOrders.sessionId)} + ${count(psSessionCharges, psSessionCharges.sessionId)} +
  ${count(psSessionTransfers, psSessionTransfers.fromSessionId)} + ${count(psSessionTransfers, psSessionTransfers.toSessionId)} +
  ${count(psSessionClosings, psSessionClosings.sessionId)} + ${count(psPayments, psPayments.sessionId)} +
  ${count(voids, voids.sessionId)} + ${giversVoids}) || '/' || ${psSessions.updatedAt}`;

/** The queries that load whole sessions; `ids` is a parenthesised subquery of session ids. */
export function sessionQueries(db: LibSQLDatabase, ids: SQL) {
  return [
    db
      .select({ ...getTableColumns(psSessions), version: version.as("version") })
      .from(psSessions)
      .where(sql`${psSessions.id} IN ${ids} AND ${isNull(psSessions.deletedAt)}`),
    db.select().from(psSessionSegments).where(sql`${psSessionSegments.sessionId} IN ${ids}`),
    db.select().from(psSessionStarts).where(sql`${psSessionStarts.sessionId} IN ${ids}`),
    db.select().from(psSessionOrders).where(sql`${psSessionOrders.sessionId} IN ${ids}`),
    db.select().from(psSessionCharges).where(sql`${psSessionCharges.sessionId} IN ${ids}`),
    db.select().from(psSessionTransfers).where(sql`${psSessionTransfers.toSessionId} IN ${ids}`),
    db.select().from(psSessionTransfers).where(sql`${psSessionTransfers.fromSessionId} IN ${ids}`),
    db.select().from(psSessionClosings).where(sql`${psSessionClosings.sessionId} IN ${ids}`),
    db.select().from(psPayments).where(sql`${psPayments.sessionId} IN ${ids}`),
    db
      .select()
      .from(voids)
      .where(
        or(
          sql`${voids.sessionId} IN ${ids}`,
          inArray(voids.id, received(db, ids, psSessionTransfers.closingId)),
          inArray(voids.id, received(db, ids, psSessionTransfers.id)),
        ),
      ),
  ] as const;
}

/** A received transfer and its closing are voided by rows that belong to the session that gave it. */
const received = (
  db: LibSQLDatabase,
  ids: SQL,
  column: typeof psSessionTransfers.closingId | typeof psSessionTransfers.id,
) =>
  db.select({ id: column }).from(psSessionTransfers).where(sql`${psSessionTransfers.toSessionId} IN ${ids}`);

export const SESSION_QUERY_COUNT = 10;

type Rows = BatchResponse<ReturnType<typeof sessionQueries>>;

export interface LoadedSession {
  readonly facts: SessionFacts;
  /** Refuses a write when anything about the session changed since this read. */
  readonly guard: Guard;
  /** Rows with their sync metadata, for the stamp and the "not sent yet" mark. */
  readonly rows: readonly {
    readonly updatedAt: SessionFacts["session"]["updatedAt"];
    readonly syncedAt: string | null;
  }[];
}

/** Voids that count for the session that received a transfer too. */
const SHARED_VOIDS: ReadonlySet<string> = new Set(["ps_session_closings", "ps_session_transfers"]);

/** Puts the rows of {@link sessionQueries} together, one entry a session, by start. */
export function assembleSessions(rows: Rows): readonly LoadedSession[] {
  const [sessions, segments, starts, orders, charges, transfersIn, transfersOut, closings, payments, voided] =
    rows;
  return sessions
    .map((session) => {
      const mine = (row: { readonly sessionId: unknown }) => row.sessionId === session.id;
      const facts = {
        session,
        segments: segments.filter(mine),
        starts: starts.filter(mine),
        orders: orders.filter(mine),
        charges: charges.filter(mine),
        transfersIn: transfersIn.filter((row) => row.toSessionId === session.id),
        transfersOut: transfersOut.filter((row) => row.fromSessionId === session.id),
        closings: closings.filter(mine),
        payments: payments.filter(mine),
        voids: voided.filter((row) => mine(row) || SHARED_VOIDS.has(row.targetTable)),
      };
      const { session: register, ...lists } = facts;
      return {
        facts,
        guard: { expected: session.version, actual: versionOf(session.id) },
        rows: [register, ...Object.values(lists).flat()],
      };
    })
    .sort((a, b) => a.facts.session.startedAt - b.facts.session.startedAt);
}

const versionOf = (id: string): SQL =>
  sql`(SELECT ${version} FROM ${psSessions} WHERE ${psSessions.id} = ${id})`;
