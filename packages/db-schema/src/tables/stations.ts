import type { StationId } from "@mikro-dash/domain/ids";
import type { RatePerHour } from "@mikro-dash/domain/money/piasters";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { registerColumns } from "../columns.ts";

export const psStations = sqliteTable(
  "ps_stations",
  {
    ...registerColumns<StationId>(),
    name: text("name").notNull(),
    nameAr: text("name_ar").notNull(),
    macAddress: text("mac_address"),
    hourlyRate: integer("hourly_rate").$type<RatePerHour>().notNull(),
    /** NULL = the single rate holds for multi as well. */
    hourlyRateMulti: integer("hourly_rate_multi").$type<RatePerHour>(),
    sortOrder: integer("sort_order").notNull(),
    outOfOrder: integer("out_of_order", { mode: "boolean" }).notNull(),
  },
  (t) => [index("ps_stations_pull").on(t.syncedAt, t.id)],
);
