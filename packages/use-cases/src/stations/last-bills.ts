import { voids } from "@mikro-dash/db-schema/tables/audit";
import { unpaidSessions } from "@mikro-dash/db-schema/tables/derived";
import { psPayments, psSessionClosings } from "@mikro-dash/db-schema/tables/sessions";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { LAST_BILL_MS, staysOnBoard } from "@mikro-dash/domain/session/last-bill";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { presentClosing } from "../sessions/present-session.ts";
import type { Query } from "../store/store.ts";

type ClosingRow = typeof psSessionClosings.$inferSelect;
type PaymentRow = typeof psPayments.$inferSelect;

/** Closings of the last half hour and all that money is owed for, however old; what was paid for them, and what is void. */
export function lastBillQueries(db: LibSQLDatabase, now: EpochMs) {
  const since = epochMs(now - LAST_BILL_MS);
  const sessions = sql`(SELECT ${psSessionClosings.sessionId} FROM ${psSessionClosings}
    WHERE ${psSessionClosings.closedAt} > ${since} UNION SELECT ${unpaidSessions.sessionId} FROM ${unpaidSessions})`;
  return [
    db.select().from(psSessionClosings).where(sql`${psSessionClosings.sessionId} IN ${sessions}`),
    db.select().from(psPayments).where(sql`${psPayments.sessionId} IN ${sessions}`),
    db.select({ id: voids.id }).from(voids).where(sql`${voids.sessionId} IN ${sessions}`),
  ] as const satisfies readonly Query[];
}

/**
 * The bills that stay on the board, the newest first.
 * @param results what {@link lastBillQueries} answered, in their order
 * @param isOpen sessions that go on again have no last bill
 */
export function lastBills(
  results: readonly [readonly ClosingRow[], readonly PaymentRow[], readonly { readonly id: string }[]],
  isOpen: (sessionId: string) => boolean,
  now: EpochMs,
) {
  const [closings, payments, voidRows] = results;
  const voided = new Set(voidRows.map((row) => row.id));
  // Money taken at a closing that was reopened since is still in the till, as `paidOf` has it.
  const paidFor = (sessionId: string) =>
    piasters(
      payments
        .filter((row) => row.sessionId === sessionId && !voided.has(row.id))
        .reduce((sum, row) => sum + row.amount, 0),
    );
  const standing = closings.filter((row) => !voided.has(row.id) && !isOpen(row.sessionId));
  return [...Map.groupBy(standing, (row) => row.sessionId).values()]
    .map(theOneThatHolds)
    .map((row) => ({
      ...presentClosing(row, row.stationId),
      sessionId: row.sessionId,
      paid: paidFor(row.sessionId),
    }))
    .filter((bill) => staysOnBoard(bill, now))
    .sort((a, b) => b.closedAt - a.closedAt || (a.id < b.id ? 1 : -1));
}

/** Of two closings of one session, as `effectiveClosing` has it: that with the greatest stamp. */
const theOneThatHolds = (rows: readonly ClosingRow[]): ClosingRow =>
  rows.reduce((a, b) => (`${a.updatedAt} ${a.id}` > `${b.updatedAt} ${b.id}` ? a : b));
