/** What a migrated database holds, written by hand: neither the migrations nor the code may say it for themselves. */
const REGISTERS = [
  ...["daily_stats", "devices", "expenses", "packages", "ps_menu_items", "ps_sessions", "ps_stations"],
  ...["settings", "staff"],
];
const FACTS = [
  ...["activity", "cash_movements", "fnb_sales", "ps_payments", "ps_session_charges", "ps_session_closings"],
  ...["ps_session_orders", "ps_session_segments", "ps_session_starts", "ps_session_transfers"],
  ...["shift_closings", "shifts", "stock_movements", "voucher_sales"],
];
const VERDICTS = ["review_resolutions", "voids"];
const SYNCED = [...REGISTERS, ...FACTS, ...VERDICTS];

export const TABLES = [
  ...SYNCED,
  ...["open_sessions", "review_candidates", "sold_twice", "push_marks", "unpaid_sessions"],
].sort();

/** Beside the pull cursor of each synced table: every index is a row written, so each has a query that needs it. */
export const INDEXES = [
  ...SYNCED.map((table) => `${table}_pull`),
  ...["activity_printed", "activity_restored", "activity_time"],
  ...["devices_pairing", "devices_token"],
  "open_sessions_station",
  ...["ps_payments_session", "ps_session_charges_session", "ps_session_orders_session"],
  ...["ps_session_closings_closed", "ps_session_closings_receipt", "ps_session_closings_session"],
  ...["ps_session_segments_batch", "ps_session_segments_session", "ps_session_starts_session"],
  ...["ps_session_transfers_from", "ps_session_transfers_to", "ps_sessions_history"],
  ...["voids_session", "voucher_sales_code"],
].sort();

export const VIEWS = ["write_guard"];

export const TRIGGERS = [
  ...[...REGISTERS, ...VERDICTS].flatMap((table) => [
    ...[`${table}_newer_insert`, `${table}_newer_update`, `${table}_no_delete`],
  ]),
  ...FACTS.flatMap((table) => [`${table}_newer_insert`, `${table}_no_update`, `${table}_no_delete`]),
  ...["closing", "segment", "segment_update", "session", "session_update", "transfer", "void"].map(
    (event) => `open_sessions_on_${event}`,
  ),
  ...["charges", "orders", "segments", "starts", "transfers"].map(
    (facts) => `review_candidates_on_ps_session_${facts}`,
  ),
  ...["closing", "session", "session_update", "void"].map((event) => `review_candidates_on_${event}`),
  "sold_twice_on_sale",
  ...["closing", "payment", "transfer", "void"].map((event) => `unpaid_sessions_on_${event}`),
  "write_guard_check",
].sort();

/** Columns of synced tables that hold a time of the business; what a wrong clock wrote there can be corrected. */
export const INSTANTS = [
  ...["at", "charged_at", "closed_at", "deleted_at", "ended_at", "opened_at", "ordered_at", "paired_at"],
  ...["pairing_expires_at", "resolved_at", "sold_at", "started_at", "taken_at", "transferred_at"],
];
