import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** local.db only: cursors, marks, own heartbeat. */
export const syncState = sqliteTable("sync_state", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});

/** local.db only: rows that the primary refuses, with its reason (dead letters). */
export const syncRejects = sqliteTable(
  "sync_rejects",
  {
    /** `<table>:<row id>`. */
    id: text("id").primaryKey(),
    tableName: text("table_name").notNull(),
    rowId: text("row_id").notNull(),
    updatedAt: text("updated_at").notNull(),
    reason: text("reason").notNull(),
    at: integer("at").notNull(),
  },
  (t) => [index("sync_rejects_row").on(t.tableName, t.rowId)],
);

/** local.db only: how long the console of each station was on, by business day. */
export const consoleDays = sqliteTable("console_days", {
  /** `<date>/<station id>`. */
  id: text("id").primaryKey(),
  stationId: text("station_id").notNull(),
  date: text("date").notNull(),
  onlineMs: integer("online_ms").notNull(),
  /** Of these, without a session. */
  idleMs: integer("idle_ms").notNull(),
});

/** local.db only: the last good look at the router, served with its age when the router is away. */
export const routerSnapshot = sqliteTable("router_snapshot", {
  /** `vouchers`, `sessions`, `devices`, `networks`, `internet`. */
  kind: text("kind").primaryKey(),
  asOf: integer("as_of").notNull(),
  items: text("items", { mode: "json" }).$type<readonly unknown[]>().notNull(),
});
