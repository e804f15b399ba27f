import { isInstant } from "./columns.ts";
import { knownFacts, knownVersion } from "./known-of-session.ts";
import { SYNCED_TABLES, type SyncedTable } from "./synced-tables.ts";

export interface SchemaObject {
  readonly type: "trigger" | "view";
  readonly name: string;
  readonly sql: string;
}

const trigger = (name: string, when: string, body: string): SchemaObject => ({
  type: "trigger",
  name,
  sql: `CREATE TRIGGER ${name} ${when} BEGIN ${body} END`,
});

/**
 * What a computer whose clock ran ahead may do to rows that nobody has seen: take stamp and instants back, nothing else.
 * On the primary every row is accepted, so there it is never so.
 */
function takenBack({ columns }: SyncedTable): string {
  const same = columns.map((column) => {
    if (column === "updated_at") return "NEW.updated_at < OLD.updated_at";
    if (column === "synced_at") return "OLD.synced_at IS NULL AND NEW.synced_at IS NULL";
    // Its bill was made at other hours: it vouches for nothing any more.
    if (column === "seen_facts") return "NEW.seen_facts <= OLD.seen_facts";
    if (isInstant(column)) return `(NEW.${column} IS NULL) = (OLD.${column} IS NULL)`;
    return `NEW.${column} IS OLD.${column}`;
  });
  return same.join(" AND ");
}

/** The merge rule once more, as a net below every writer: stale versions change nothing, nothing is ever deleted. */
function guards(table: SyncedTable): readonly SchemaObject[] {
  const { name, kind } = table;
  const guarded = table.columns.filter((column) => column !== "synced_at").join(", ");
  const known = `SELECT 1 FROM ${name} WHERE id = NEW.id`;
  const stale = kind === "fact" ? known : `${known} AND updated_at >= NEW.updated_at`;
  const update =
    kind === "fact"
      ? trigger(
          `${name}_no_update`,
          `BEFORE UPDATE OF ${guarded} ON ${name} WHEN NOT (${takenBack(table)})`,
          `SELECT RAISE(ABORT, '${name}: a fact never changes');`,
        )
      : trigger(
          `${name}_newer_update`,
          `BEFORE UPDATE OF ${guarded} ON ${name} WHEN NEW.updated_at <= OLD.updated_at AND NOT (${takenBack(table)})`,
          "SELECT RAISE(IGNORE);",
        );
  return [
    trigger(
      `${name}_newer_insert`,
      `BEFORE INSERT ON ${name} WHEN EXISTS (${stale})`,
      "SELECT RAISE(IGNORE);",
    ),
    update,
    trigger(
      `${name}_no_delete`,
      `BEFORE DELETE ON ${name}`,
      `SELECT RAISE(ABORT, '${name}: rows are never deleted');`,
    ),
  ];
}

const notVoided = (row: string) => `NOT EXISTS (SELECT 1 FROM voids v WHERE v.id = ${row}.id)`;

/** A transfer lives and dies with the closing it was made with: voiding either voids both. */
const transferStands = (session: string) =>
  "NOT EXISTS (SELECT 1 FROM ps_session_transfers t JOIN voids w ON w.id = t.id " +
  `WHERE t.from_session_id = ${session} AND t.closing_id = c.id)`;

/** Brings the open_sessions row of one session up to date, writing only when something changed. */
function refreshOpen(session: string): string {
  const closed =
    `EXISTS (SELECT 1 FROM ps_session_closings c WHERE c.session_id = ${session} ` +
    `AND ${notVoided("c")} AND ${transferStands(session)})`;
  const gone = `EXISTS (SELECT 1 FROM ps_sessions d WHERE d.id = ${session} AND d.deleted_at IS NOT NULL)`;
  const lastStation =
    "(SELECT g.station_id FROM ps_session_segments g WHERE g.session_id = s.id " +
    `AND ${notVoided("g")} ORDER BY g.started_at DESC, g.id DESC LIMIT 1)`;
  return (
    `DELETE FROM open_sessions WHERE session_id = ${session} AND (${closed} OR ${gone}); ` +
    "INSERT INTO open_sessions (session_id, station_id) " +
    `SELECT s.id, coalesce(${lastStation}, s.station_id) FROM ps_sessions s ` +
    `WHERE s.id = ${session} AND s.deleted_at IS NULL AND NOT ${closed} ` +
    "ON CONFLICT (session_id) DO UPDATE SET station_id = excluded.station_id " +
    "WHERE open_sessions.station_id IS NOT excluded.station_id;"
  );
}

const openSessionTriggers = (): readonly SchemaObject[] => [
  trigger("open_sessions_on_session", "AFTER INSERT ON ps_sessions", refreshOpen("NEW.id")),
  trigger(
    "open_sessions_on_session_update",
    "AFTER UPDATE OF deleted_at ON ps_sessions",
    refreshOpen("NEW.id"),
  ),
  trigger("open_sessions_on_segment", "AFTER INSERT ON ps_session_segments", refreshOpen("NEW.session_id")),
  // Taken back: which segment is the last one may change with it.
  trigger(
    "open_sessions_on_segment_update",
    "AFTER UPDATE OF started_at ON ps_session_segments",
    refreshOpen("NEW.session_id"),
  ),
  trigger("open_sessions_on_closing", "AFTER INSERT ON ps_session_closings", refreshOpen("NEW.session_id")),
  trigger(
    "open_sessions_on_transfer",
    "AFTER INSERT ON ps_session_transfers WHEN EXISTS (SELECT 1 FROM voids v WHERE v.id = NEW.id)",
    refreshOpen("NEW.from_session_id"),
  ),
  trigger(
    "open_sessions_on_void",
    "AFTER INSERT ON voids WHEN NEW.session_id IS NOT NULL " +
      "AND NEW.target_table IN ('ps_session_closings', 'ps_session_segments', 'ps_session_transfers')",
    refreshOpen("NEW.session_id"),
  ),
];

/** Brings the unpaid_sessions row of one session up to date, writing only when something changed. */
function refreshUnpaid(session: string): string {
  const taken = `(SELECT coalesce(sum(p.amount), 0) FROM ps_payments p WHERE p.session_id = ${session} AND ${notVoided("p")})`;
  const owes =
    `EXISTS (SELECT 1 FROM ps_session_closings c WHERE c.session_id = ${session} ` +
    `AND ${notVoided("c")} AND ${transferStands(session)} AND c.payable > ${taken})`;
  return (
    `DELETE FROM unpaid_sessions WHERE session_id = ${session} AND NOT ${owes}; ` +
    `INSERT INTO unpaid_sessions (session_id) SELECT ${session} WHERE ${owes} ON CONFLICT (session_id) DO NOTHING;`
  );
}

const unpaidSessionTriggers = (): readonly SchemaObject[] => [
  trigger(
    "unpaid_sessions_on_closing",
    "AFTER INSERT ON ps_session_closings",
    refreshUnpaid("NEW.session_id"),
  ),
  trigger(
    "unpaid_sessions_on_payment",
    "AFTER INSERT ON ps_payments WHEN NEW.session_id IS NOT NULL",
    refreshUnpaid("NEW.session_id"),
  ),
  trigger(
    "unpaid_sessions_on_transfer",
    "AFTER INSERT ON ps_session_transfers WHEN EXISTS (SELECT 1 FROM voids v WHERE v.id = NEW.id)",
    refreshUnpaid("NEW.from_session_id"),
  ),
  trigger(
    "unpaid_sessions_on_void",
    "AFTER INSERT ON voids WHEN NEW.session_id IS NOT NULL " +
      "AND NEW.target_table IN ('ps_session_closings', 'ps_payments', 'ps_session_transfers')",
    refreshUnpaid("NEW.session_id"),
  ),
];

/** A closing of the session stands whose writer knew less of it than is here now. */
const knowsMore = (session: string) =>
  `EXISTS (SELECT 1 FROM ps_session_closings c WHERE c.session_id = ${session} AND ${notVoided("c")} ` +
  `AND (${knownFacts(session, "c.id")} > c.seen_facts OR ${knownVersion(session)} > c.seen_version))`;

const addCandidate = (session: string, condition: string) =>
  `INSERT INTO review_candidates (session_id) SELECT ${session} WHERE ${condition} ON CONFLICT (session_id) DO NOTHING;`;

/**
 * Whichever arrives last, the fact or the closing, betrays that the one who closed did not know it; history that is
 * read for the first time, in any order, betrays nothing.
 */
const unseenFact = (table: string, ...sessions: readonly string[]) =>
  trigger(
    `review_candidates_on_${table}`,
    `AFTER INSERT ON ${table}`,
    sessions.map((session) => addCandidate(session, knowsMore(session))).join(" "),
  );

/**
 * Two open sessions on one station are not noted here: while history arrives table by table (a first pull, a long push)
 * all of it is open at once. Whoever asks looks at open_sessions, which is small.
 */
const candidateTriggers = (): readonly SchemaObject[] => [
  unseenFact("ps_session_segments", "NEW.session_id"),
  unseenFact("ps_session_starts", "NEW.session_id"),
  unseenFact("ps_session_orders", "NEW.session_id"),
  unseenFact("ps_session_charges", "NEW.session_id"),
  unseenFact("ps_session_transfers", "NEW.from_session_id", "NEW.to_session_id"),
  ...["AFTER INSERT", "AFTER UPDATE OF updated_at"].map((event, i) =>
    trigger(
      `review_candidates_on_session${i === 0 ? "" : "_update"}`,
      `${event} ON ps_sessions`,
      addCandidate("NEW.id", knowsMore("NEW.id")),
    ),
  ),
  trigger(
    "review_candidates_on_void",
    "AFTER INSERT ON voids WHEN NEW.session_id IS NOT NULL",
    `${addCandidate("NEW.session_id", knowsMore("NEW.session_id"))} ` +
      // Whoever had paid for what was moved to it has paid too much.
      "INSERT INTO review_candidates (session_id) SELECT t.to_session_id FROM ps_session_transfers t " +
      "WHERE t.from_session_id = NEW.session_id AND NEW.id IN (t.id, t.closing_id) " +
      `AND ${knowsMore("t.to_session_id")} ON CONFLICT (session_id) DO NOTHING;`,
  ),
  trigger(
    "review_candidates_on_closing",
    "AFTER INSERT ON ps_session_closings",
    addCandidate(
      "NEW.session_id",
      `EXISTS (SELECT 1 FROM ps_session_closings c WHERE c.session_id = NEW.session_id AND c.id <> NEW.id) ` +
        `OR ${knowsMore("NEW.session_id")}`,
    ),
  ),
  trigger(
    "sold_twice_on_sale",
    "AFTER INSERT ON voucher_sales WHEN EXISTS (SELECT 1 FROM voucher_sales s WHERE s.code = NEW.code AND s.id <> NEW.id)",
    "INSERT INTO sold_twice (code) VALUES (NEW.code) ON CONFLICT (code) DO NOTHING;",
  ),
];

/**
 * A statement `INSERT INTO write_guard (expected, actual) VALUES (?, (SELECT …))` at the head of a batch refuses the
 * whole batch with STALE_READ when what was decided on has changed since it was read.
 */
const writeGuard = (): readonly SchemaObject[] => [
  {
    type: "view",
    name: "write_guard",
    sql: "CREATE VIEW write_guard (expected, actual) AS SELECT NULL, NULL WHERE false",
  },
  trigger(
    "write_guard_check",
    "INSTEAD OF INSERT ON write_guard WHEN NEW.expected IS NOT NEW.actual",
    "SELECT RAISE(ABORT, 'STALE_READ');",
  ),
];

/** Views and triggers of local.db and the primary; created again after every migration. */
export const sharedSchemaObjects = (): readonly SchemaObject[] => [
  ...writeGuard(),
  ...SYNCED_TABLES.flatMap(guards),
  ...openSessionTriggers(),
  ...unpaidSessionTriggers(),
  ...candidateTriggers(),
];
