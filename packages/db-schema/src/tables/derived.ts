import type { SessionId, StationId } from "@mikro-dash/domain/ids";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Kept by triggers (`triggers.ts`), never synced: sessions without an effective closing and where they are now. */
export const openSessions = sqliteTable(
  "open_sessions",
  {
    sessionId: text("session_id").$type<SessionId>().primaryKey(),
    stationId: text("station_id").$type<StationId>().notNull(),
  },
  (t) => [index("open_sessions_station").on(t.stationId)],
);

/** Kept by triggers, never synced: sessions whose bill a review may be about; the pure function decides. */
export const reviewCandidates = sqliteTable("review_candidates", {
  sessionId: text("session_id").$type<SessionId>().primaryKey(),
});

/** Kept by triggers, never synced: sessions with a closing that more is owed for than was taken; the pure function decides. */
export const unpaidSessions = sqliteTable("unpaid_sessions", {
  sessionId: text("session_id").$type<SessionId>().primaryKey(),
});

/** Kept by triggers, never synced: voucher codes with more than one sale, so that nobody groups the whole history. */
export const soldTwice = sqliteTable("sold_twice", { code: text("code").primaryKey() });

/** On the primary: how many batches each writer has pushed. A mark that went back betrays a restored primary. */
export const pushMarks = sqliteTable("push_marks", {
  node: text("node").primaryKey(),
  mark: integer("mark").notNull(),
  at: text("at").notNull(),
});
