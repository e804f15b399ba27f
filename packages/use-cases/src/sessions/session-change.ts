import { knownFacts, knownVersion } from "@mikro-dash/db-schema/known-of-session";
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
import type { StationId } from "@mikro-dash/domain/ids";
import type { SessionPatch } from "@mikro-dash/domain/session/context";
import type {
  ChargeRow,
  ClosingRow,
  OrderRow,
  PaymentRow,
  SegmentRow,
  SessionRow,
  StartRow,
  TransferRow,
  Unstamped,
  VoidRow,
} from "@mikro-dash/domain/session/facts";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { insertRow, updateRow } from "../store/rows.ts";
import type { Query } from "../store/store.ts";

/** What a decision wants written about one session. */
export interface SessionChange {
  readonly session?: Unstamped<SessionRow>;
  readonly patch?: SessionPatch | null;
  readonly segments?: readonly SegmentRow[];
  readonly start?: Unstamped<StartRow> | null;
  readonly order?: OrderRow;
  readonly charge?: ChargeRow;
  /** `stationId`: where it ended. The receipt number is drawn while it is written. */
  readonly closing?: Unstamped<ClosingRow> & { readonly stationId: StationId };
  readonly transfer?: TransferRow;
  readonly payment?: PaymentRow | null;
  readonly voids?: readonly VoidRow[];
}

/** The inserts and the one register update of a change, and the ids of its rows for the activity log. */
export function changeQueries(ctx: Context, sessionId: SessionRow["id"], change: SessionChange) {
  const queries: Query[] = [];
  const rowIds: string[] = [];
  const add = (id: string, query: Query) => {
    rowIds.push(id);
    queries.push(query);
  };
  const { session, patch, segments = [], start, order, charge, closing, transfer, payment } = change;
  if (session) add(session.id, insertRow(ctx, psSessions, { ...session, deletedAt: null }));
  if (patch) add(sessionId, updateRow(ctx, psSessions, sessionId, patch));
  for (const row of segments) add(row.id, insertRow(ctx, psSessionSegments, row));
  if (start) add(start.id, insertRow(ctx, psSessionStarts, start));
  if (order) add(order.id, insertRow(ctx, psSessionOrders, order));
  if (charge) add(charge.id, insertRow(ctx, psSessionCharges, charge));
  if (transfer) add(transfer.id, insertRow(ctx, psSessionTransfers, transfer));
  // Before the closing, so that a bill that is paid at once was never owed.
  if (payment) {
    const method = payment.method as "cash" | "card" | "wallet";
    add(payment.id, insertRow(ctx, psPayments, { ...payment, method }));
  }
  if (closing) add(closing.id, insertClosing(ctx, closing));
  for (const row of change.voids ?? [])
    add(row.id, insertRow(ctx, voids, { ...row, by: row.by ?? ctx.actor().name }));
  return { queries, rowIds };
}

function insertClosing(ctx: Context, closing: NonNullable<SessionChange["closing"]>): Query {
  const row = { ...closing, closedBy: closing.closedBy ?? ctx.actor().name };
  return insertRow(ctx, psSessionClosings, {
    ...row,
    receiptNo: nextReceipt(ctx.receiptLetter) as unknown as string,
    seenFacts: asItIs(closing, KNOWN_FACTS) as unknown as number,
    seenVersion: asItIs(closing, KNOWN_VERSION) as unknown as string,
  });
}

/** Taken while the closing is written: the guards hold, so nothing is there that was not read. */
const asItIs = ({ id, sessionId }: NonNullable<SessionChange["closing"]>, known: SQL): SQL =>
  sql`(SELECT ${known} FROM (SELECT ${id} AS id, ${sessionId} AS session_id) made)`;
const KNOWN_FACTS = sql.raw(knownFacts("made.session_id", "made.id"));
const KNOWN_VERSION = sql.raw(knownVersion("made.session_id"));

/**
 * `<letter>-<n>`, drawn inside the insert: two phones at once cannot get the same number from one primary. The greatest
 * one so far is the last of the longest: one look into the index for each length, however many the other writers made.
 */
function nextReceipt(letter: string): SQL {
  const [from, to] = [`${letter}-`, `${letter}.`]; // `.` follows `-`
  const last = sql`(SELECT max(CAST(substr((
      SELECT c.receipt_no FROM ps_session_closings c
      WHERE length(c.receipt_no) = digits.value + ${from.length} AND c.receipt_no >= ${from} AND c.receipt_no < ${to}
      ORDER BY c.receipt_no DESC LIMIT 1
    ), ${from.length + 1}) AS INTEGER)) FROM json_each('[1,2,3,4,5,6,7,8,9]') digits)`;
  return sql`(${from} || (coalesce(${last}, 0) + 1))`;
}
