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
  if (closing) add(closing.id, insertClosing(ctx, closing));
  if (payment) {
    const method = payment.method as "cash" | "card" | "wallet";
    add(payment.id, insertRow(ctx, psPayments, { ...payment, method }));
  }
  for (const row of change.voids ?? [])
    add(row.id, insertRow(ctx, voids, { ...row, by: row.by ?? ctx.actor().name }));
  return { queries, rowIds };
}

function insertClosing(ctx: Context, closing: NonNullable<SessionChange["closing"]>): Query {
  const row = { ...closing, closedBy: closing.closedBy ?? ctx.actor().name };
  return insertRow(ctx, psSessionClosings, {
    ...row,
    receiptNo: nextReceipt(ctx.receiptLetter) as unknown as string,
  });
}

/** `<letter>-<n>`, drawn inside the insert: two phones at once cannot get the same number from one primary. */
function nextReceipt(letter: string): SQL {
  const mine = `${letter}-%`;
  const last = sql`(SELECT CAST(substr(receipt_no, 3) AS INTEGER) FROM ps_session_closings WHERE receipt_no LIKE ${mine}
    ORDER BY length(receipt_no) DESC, receipt_no DESC LIMIT 1)`;
  return sql`(${letter} || '-' || (coalesce(${last}, 0) + 1))`;
}
