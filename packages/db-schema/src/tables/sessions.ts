import type {
  BatchId,
  ChargeId,
  ClosingId,
  MenuItemId,
  OrderId,
  PaymentId,
  SegmentId,
  SessionId,
  StartId,
  StationId,
  TransferId,
} from "@mikro-dash/domain/ids";
import type { Piasters, RatePerHour } from "@mikro-dash/domain/money/piasters";
import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, registerColumns, syncedColumns } from "../columns.ts";

const piasters = (name: string) => integer(name).$type<Piasters>();

/** Register: where and when a session was opened, its limits and notes. Everything about money is in the facts below. */
export const psSessions = sqliteTable(
  "ps_sessions",
  {
    ...registerColumns<SessionId>(),
    stationId: text("station_id").$type<StationId>().notNull(),
    startedAt: instant("started_at").notNull(),
    timerMinutes: integer("timer_minutes"),
    costLimit: piasters("cost_limit"),
    notes: text("notes"),
  },
  (t) => [index("ps_sessions_pull").on(t.syncedAt, t.id), index("ps_sessions_history").on(t.startedAt, t.id)],
);

export const psSessionSegments = sqliteTable(
  "ps_session_segments",
  {
    ...syncedColumns<SegmentId>(),
    sessionId: text("session_id").$type<SessionId>().notNull(),
    stationId: text("station_id").$type<StationId>().notNull(),
    kind: text("kind").$type<"single" | "multi" | "paused">().notNull(),
    hourlyRate: integer("hourly_rate").$type<RatePerHour>().notNull(),
    startedAt: instant("started_at").notNull(),
    batchId: text("batch_id").$type<BatchId>(),
  },
  (t) => [
    index("ps_session_segments_pull").on(t.syncedAt, t.id),
    index("ps_session_segments_session").on(t.sessionId),
    // Few segments belong to an outage; the others cost nothing here.
    index("ps_session_segments_batch").on(t.batchId).where(sql`batch_id IS NOT NULL`),
  ],
);

export const psSessionStarts = sqliteTable(
  "ps_session_starts",
  {
    ...syncedColumns<StartId>(),
    sessionId: text("session_id").$type<SessionId>().notNull(),
    startedAt: instant("started_at").notNull(),
  },
  (t) => [
    index("ps_session_starts_pull").on(t.syncedAt, t.id),
    index("ps_session_starts_session").on(t.sessionId),
  ],
);

export const psSessionOrders = sqliteTable(
  "ps_session_orders",
  {
    ...syncedColumns<OrderId>(),
    sessionId: text("session_id").$type<SessionId>().notNull(),
    menuItemId: text("menu_item_id").$type<MenuItemId>().notNull(),
    name: text("name").notNull(),
    nameAr: text("name_ar").notNull(),
    quantity: integer("quantity").notNull(),
    unitPrice: piasters("unit_price").notNull(),
    orderedAt: instant("ordered_at").notNull(),
  },
  (t) => [
    index("ps_session_orders_pull").on(t.syncedAt, t.id),
    index("ps_session_orders_session").on(t.sessionId),
  ],
);

export const psSessionCharges = sqliteTable(
  "ps_session_charges",
  {
    ...syncedColumns<ChargeId>(),
    sessionId: text("session_id").$type<SessionId>().notNull(),
    amount: piasters("amount").notNull(),
    reason: text("reason").notNull(),
    chargedAt: instant("charged_at").notNull(),
  },
  (t) => [
    index("ps_session_charges_pull").on(t.syncedAt, t.id),
    index("ps_session_charges_session").on(t.sessionId),
  ],
);

export const psSessionTransfers = sqliteTable(
  "ps_session_transfers",
  {
    ...syncedColumns<TransferId>(),
    fromSessionId: text("from_session_id").$type<SessionId>().notNull(),
    toSessionId: text("to_session_id").$type<SessionId>().notNull(),
    closingId: text("closing_id").$type<ClosingId>().notNull(),
    time: piasters("time").notNull(),
    orders: piasters("orders").notNull(),
    charges: piasters("charges").notNull(),
    transfers: piasters("transfers").notNull(),
    includeOrders: integer("include_orders", { mode: "boolean" }).notNull(),
    transferredAt: instant("transferred_at").notNull(),
  },
  (t) => [
    index("ps_session_transfers_pull").on(t.syncedAt, t.id),
    index("ps_session_transfers_from").on(t.fromSessionId),
    index("ps_session_transfers_to").on(t.toSessionId),
  ],
);

/** What was agreed when a session ended: every component of the bill and the policy that made it. */
export const psSessionClosings = sqliteTable(
  "ps_session_closings",
  {
    ...syncedColumns<ClosingId>(),
    sessionId: text("session_id").$type<SessionId>().notNull(),
    /** The station where it ended: the board shows the last bill of a station without reading its timeline. */
    stationId: text("station_id").$type<StationId>().notNull(),
    endedAt: instant("ended_at").notNull(),
    receiptNo: text("receipt_no").notNull(),
    playedMs: integer("played_ms").notNull(),
    billedMinutes: integer("billed_minutes").notNull(),
    time: piasters("time").notNull(),
    orders: piasters("orders").notNull(),
    charges: piasters("charges").notNull(),
    transfersIn: piasters("transfers_in").notNull(),
    transfersOut: piasters("transfers_out").notNull(),
    subtotal: piasters("subtotal").notNull(),
    discount: piasters("discount").notNull(),
    discountReason: text("discount_reason"),
    rounding: integer("rounding").$type<Piasters>().notNull(),
    payable: piasters("payable").notNull(),
    billingIncrementSeconds: integer("billing_increment_seconds").notNull(),
    minimumCharge: piasters("minimum_charge").notNull(),
    roundTo: piasters("round_to").notNull(),
    limitAction: text("limit_action").$type<"alert" | "pause">().notNull(),
    closedBy: text("closed_by").notNull(),
    closedAt: instant("closed_at").notNull(),
    /** What of the session whoever closed it knew. @see ../known-of-session.ts */
    seenFacts: integer("seen_facts").notNull().default(0),
    seenVersion: text("seen_version").notNull().default(""),
  },
  (t) => [
    index("ps_session_closings_pull").on(t.syncedAt, t.id),
    index("ps_session_closings_session").on(t.sessionId),
    index("ps_session_closings_closed").on(t.closedAt),
    // The next receipt number is one look at the end of this index.
    index("ps_session_closings_receipt").on(sql`length(receipt_no)`, t.receiptNo),
  ],
);

export const psPayments = sqliteTable(
  "ps_payments",
  {
    ...syncedColumns<PaymentId>(),
    closingId: text("closing_id").$type<ClosingId>().notNull(),
    sessionId: text("session_id").$type<SessionId>().notNull(),
    amount: piasters("amount").notNull(),
    method: text("method").$type<"cash" | "card" | "wallet">().notNull(),
    takenAt: instant("taken_at").notNull(),
  },
  (t) => [index("ps_payments_pull").on(t.syncedAt, t.id), index("ps_payments_session").on(t.sessionId)],
);
