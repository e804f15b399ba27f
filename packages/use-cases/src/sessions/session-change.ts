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
import { changedRow, newRow } from "../store/rows.ts";
import type { Query } from "../store/store.ts";
import type { SessionRows } from "./session-rows.ts";

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

/** A change as it is written. */
export interface WrittenChange {
  readonly queries: readonly Query[];
  /** The ids of its rows, for the activity log. */
  readonly rowIds: readonly string[];
  /**
   * The session with the change in it. The guards hold, so this is what the database would answer. Not for a change
   * with a closing: its receipt number is drawn while it is written.
   */
  after(before: SessionRows): SessionRows;
}

/** What a session is before it is started. */
export const NOTHING_YET: SessionRows = {
  // Every column of it is written by the start.
  session: {} as SessionRows["session"],
  ...{ segments: [], starts: [], orders: [], charges: [], transfersIn: [], transfersOut: [] },
  ...{ closings: [], payments: [], voids: [] },
};

type ListName = Exclude<keyof SessionRows, "session">;
type List<Name extends ListName> = SessionRows[Name][number];

/** The inserts and the one register update of a change. */
export function writeChange(ctx: Context, sessionId: SessionRow["id"], change: SessionChange): WrittenChange {
  const queries: Query[] = [];
  const rowIds: string[] = [];
  const made: Partial<Record<ListName, { readonly id: string }[]>> = {};
  let changed: Partial<SessionRows["session"]> = {};
  const add = <Name extends ListName>(
    list: Name,
    { query, row }: { readonly query: Query; readonly row: List<Name> },
  ) => {
    rowIds.push(row.id);
    queries.push(query);
    made[list] = [...(made[list] ?? []), row];
  };
  const { session, patch, segments = [], start, order, charge, closing, transfer, payment } = change;
  if (session) {
    const { query, row } = newRow(ctx, psSessions, { ...session, deletedAt: null });
    rowIds.push(session.id);
    queries.push(query);
    changed = row;
  }
  if (patch) {
    const update = changedRow(ctx, psSessions, sessionId, patch);
    rowIds.push(sessionId);
    queries.push(update.query);
    changed = { ...changed, ...update.changed };
  }
  for (const row of segments) add("segments", newRow(ctx, psSessionSegments, row));
  if (start) add("starts", newRow(ctx, psSessionStarts, start));
  if (order) add("orders", newRow(ctx, psSessionOrders, order));
  if (charge) add("charges", newRow(ctx, psSessionCharges, charge));
  if (transfer) add("transfersOut", newRow(ctx, psSessionTransfers, transfer));
  // Before the closing, so that a bill that is paid at once was never owed.
  if (payment) {
    const method = payment.method as "cash" | "card" | "wallet";
    add("payments", newRow(ctx, psPayments, { ...payment, method }));
  }
  if (closing) add("closings", newClosing(ctx, closing));
  for (const row of change.voids ?? [])
    add("voids", newRow(ctx, voids, { ...row, by: row.by ?? ctx.actor().name }));
  return { queries, rowIds, after: (before) => withRows(before, changed, made) };
}

/** The lists of a session are in the order of their ids. */
function withRows(
  before: SessionRows,
  changed: Partial<SessionRows["session"]>,
  made: Partial<Record<ListName, readonly { readonly id: string }[]>>,
): SessionRows {
  const lists = Object.entries(made).map(([name, rows]) => {
    const all = [...before[name as ListName], ...rows];
    return [name, all.sort((a, b) => (a.id < b.id ? -1 : 1))];
  });
  return { ...before, session: { ...before.session, ...changed }, ...Object.fromEntries(lists) };
}

function newClosing(ctx: Context, closing: NonNullable<SessionChange["closing"]>) {
  const row = { ...closing, closedBy: closing.closedBy ?? ctx.actor().name };
  return newRow(ctx, psSessionClosings, {
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
