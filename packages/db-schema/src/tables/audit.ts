import type { SessionId } from "@mikro-dash/domain/ids";
import { sql } from "drizzle-orm";
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, syncedColumns } from "../columns.ts";

/** Voiding anything is inserting a row here: its id is the id of the voided row, so voiding twice is one row. */
export const voids = sqliteTable(
  "voids",
  {
    ...syncedColumns<string>(),
    targetTable: text("target_table").notNull(),
    /** Set when the voided row belongs to a session: a session is loaded by one key. */
    sessionId: text("session_id").$type<SessionId>(),
    at: instant("at").notNull(),
    by: text("by").notNull(),
    reason: text("reason"),
  },
  (t) => [index("voids_pull").on(t.syncedAt, t.id), index("voids_session").on(t.sessionId)],
);

export const reviewResolutions = sqliteTable(
  "review_resolutions",
  {
    ...syncedColumns<string>(),
    keep: text("keep"),
    writeOff: text("write_off"),
    resolvedAt: instant("resolved_at").notNull(),
    by: text("by").notNull(),
  },
  (t) => [index("review_resolutions_pull").on(t.syncedAt, t.id)],
);

/** The audit log: who did what, from which device, and the ids of the rows it made. */
export const activity = sqliteTable(
  "activity",
  {
    ...syncedColumns<string>(),
    at: instant("at").notNull(),
    actor: text("actor").notNull(),
    device: text("device").notNull(),
    verb: text("verb").notNull(),
    sessionId: text("session_id").$type<SessionId>(),
    /** JSON array of row ids. */
    rowIds: text("row_ids", { mode: "json" }).$type<readonly string[]>().notNull(),
    /** What the command was asked, where its rows do not tell (a voucher batch is planned before the router is touched). */
    detail: text("detail", { mode: "json" }).$type<Readonly<Record<string, unknown>>>(),
    /** Follows one command from the click to the primary and back. */
    requestId: text("request_id"),
  },
  (t) => [
    index("activity_pull").on(t.syncedAt, t.id),
    // The log is read newest first; ids may be a client's own, in no order.
    index("activity_time").on(t.at, t.id),
    // Which vouchers were printed is read with each page of them; other lines cost nothing here.
    index("activity_printed").on(t.at).where(sql`verb = 'voucher.print'`),
    // So are the losses that were restored.
    index("activity_restored").on(t.at).where(sql`verb = 'voucher.restored'`),
  ],
);
