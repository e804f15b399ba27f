import type { MenuItemId, PackageId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { registerColumns } from "../columns.ts";

export const psMenuItems = sqliteTable(
  "ps_menu_items",
  {
    ...registerColumns<MenuItemId>(),
    name: text("name").notNull(),
    nameAr: text("name_ar").notNull(),
    category: text("category").notNull(),
    price: integer("price").$type<Piasters>().notNull(),
    available: integer("available", { mode: "boolean" }).notNull(),
  },
  (t) => [index("ps_menu_items_pull").on(t.syncedAt, t.id)],
);

/** A WiFi package: what a voucher of it may use, and what it costs. */
export const packages = sqliteTable(
  "packages",
  {
    ...registerColumns<PackageId>(),
    name: text("name").notNull(),
    nameAr: text("name_ar").notNull(),
    price: integer("price").$type<Piasters>().notNull(),
    /** Bytes; NULL = unlimited. */
    bytesLimit: integer("bytes_limit"),
    /** Seconds; NULL = unlimited. */
    timeLimit: integer("time_limit"),
    profile: text("profile").notNull(),
    server: text("server"),
  },
  (t) => [index("packages_pull").on(t.syncedAt, t.id)],
);
