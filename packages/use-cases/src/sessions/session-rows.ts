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
import { type SQL, sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { type Guard, preparedGuard } from "../store/guard.ts";
import { type JsonRow, jsonRow, jsonRows } from "../store/json-rows.ts";
import { preparedQuery } from "../store/prepared-query.ts";

const count = (table: string, key: string) => `(SELECT count(*) FROM ${table} WHERE ${key} = s.id)`;

/** Voids of what was moved here belong to the session that gave it, and change this bill all the same. */
const GIVERS_VOIDS =
  "(SELECT count(*) FROM ps_session_transfers t JOIN voids v ON v.id IN (t.id, t.closing_id) WHERE t.to_session_id = s.id)";

/**
 * Grows with every fact of the session (facts are only ever added) and with every edit of its register. As text:
 * building it from drizzle's parts for every guard took longer than asking it.
 */
const SELECT_VERSION = sql.raw(
  `SELECT (${count("ps_session_segments", "session_id")} + ${count("ps_session_starts", "session_id")} + ` +
    `${count("ps_session_orders", "session_id")} + ${count("ps_session_charges", "session_id")} + ` +
    `${count("ps_session_transfers", "from_session_id")} + ${count("ps_session_transfers", "to_session_id")} + ` +
    `${count("ps_session_closings", "session_id")} + ${count("ps_payments", "session_id")} + ` +
    `${count("voids", "session_id")} + ${GIVERS_VOIDS}) || '/' || s.updated_at FROM ps_sessions s WHERE s.id =`,
);

const of = (key: string) => `r.${key} = s.id`;
const given = "(SELECT t.id FROM ps_session_transfers t WHERE t.to_session_id = s.id)";
const giving = "(SELECT t.closing_id FROM ps_session_transfers t WHERE t.to_session_id = s.id)";

/**
 * One session as one JSON text. Ten selects made a command cost 6 ms of CPU (preparing, column metadata, mapping),
 * one costs a third of that; in the cloud it is one statement instead of ten.
 */
const SESSION = `json_object(
  'session', ${jsonRow(psSessions, "s")},
  'segments', ${jsonRows(psSessionSegments, of("session_id"))},
  'starts', ${jsonRows(psSessionStarts, of("session_id"))},
  'orders', ${jsonRows(psSessionOrders, of("session_id"))},
  'charges', ${jsonRows(psSessionCharges, of("session_id"))},
  'transfersIn', ${jsonRows(psSessionTransfers, of("to_session_id"))},
  'transfersOut', ${jsonRows(psSessionTransfers, of("from_session_id"))},
  'closings', ${jsonRows(psSessionClosings, of("session_id"))},
  'payments', ${jsonRows(psPayments, of("session_id"))},
  'voids', ${jsonRows(voids, `${of("session_id")} OR r.id IN ${given} OR r.id IN ${giving}`)})`;

const SELECT_SESSIONS = sql.raw(
  `SELECT ${SESSION} AS session FROM ps_sessions s WHERE s.deleted_at IS NULL AND s.id IN`,
);

/** The query that loads whole sessions; `ids` is a parenthesised subquery of session ids. */
export const sessionQuery = (db: LibSQLDatabase, ids: SQL) =>
  db.all<SessionText>(sql`${SELECT_SESSIONS} ${ids}`);

/** The same for one session, which is what commands ask for. */
export const sessionWithId = (db: LibSQLDatabase, id: string) => oneSession(db, { id });
const oneSession = preparedQuery(["id"], (db, { id }) =>
  db.all<SessionText>(sql`${SELECT_SESSIONS} (${id})`),
);

interface SessionText {
  readonly session: string;
}

/** Everything about one session, as it is stored. */
export interface SessionRows {
  readonly session: JsonRow<typeof psSessions>;
  readonly segments: readonly JsonRow<typeof psSessionSegments>[];
  readonly starts: readonly JsonRow<typeof psSessionStarts>[];
  readonly orders: readonly JsonRow<typeof psSessionOrders>[];
  readonly charges: readonly JsonRow<typeof psSessionCharges>[];
  readonly transfersIn: readonly JsonRow<typeof psSessionTransfers>[];
  readonly transfersOut: readonly JsonRow<typeof psSessionTransfers>[];
  readonly closings: readonly JsonRow<typeof psSessionClosings>[];
  readonly payments: readonly JsonRow<typeof psPayments>[];
  readonly voids: readonly JsonRow<typeof voids>[];
}

export interface LoadedSession {
  readonly facts: SessionRows;
  /** Refuses a write when anything about the session changed since this read. */
  readonly guard: Guard;
  /** Rows with their sync metadata, for the stamp and the "not sent yet" mark. */
  readonly rows: readonly {
    readonly updatedAt: SessionFacts["session"]["updatedAt"];
    readonly syncedAt: string | null;
  }[];
}

/** The sessions that {@link sessionQuery} answered, by start. */
export function assembleSessions(texts: unknown): readonly LoadedSession[] {
  return (texts as readonly SessionText[])
    .map(({ session: text }) => loadedSession(JSON.parse(text)))
    .sort((a, b) => a.facts.session.startedAt - b.facts.session.startedAt);
}

/** One session from its rows. */
export function loadedSession(facts: SessionRows): LoadedSession {
  const { session, ...lists } = facts;
  return {
    facts,
    guard: isVersion(versionIn(facts), { id: session.id }),
    rows: [session, ...Object.values(lists).flat()],
  };
}

/** The same number that {@link isVersion} asks the database for, from the rows that were read. */
function versionIn({ session, voids: voided, ...lists }: SessionRows): string {
  const own = voided.filter((row) => row.sessionId === session.id).length;
  const givers = lists.transfersIn.reduce(
    (sum, { id, closingId }) => sum + voided.filter((row) => row.id === id || row.id === closingId).length,
    0,
  );
  const facts = Object.values(lists).reduce((sum, rows) => sum + rows.length, 0);
  return `${facts + own + givers}/${session.updatedAt}`;
}

const isVersion = preparedGuard(["id"], ({ id }) => sql`(${SELECT_VERSION} ${id})`);
