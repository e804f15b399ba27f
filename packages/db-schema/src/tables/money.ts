import type { BatchId, MenuItemId, PackageId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, registerColumns, syncedColumns } from "../columns.ts";

const piasters = (name: string) => integer(name).$type<Piasters>();

/** One line of a counter sale to somebody who does not play. */
export const fnbSales = sqliteTable(
  "fnb_sales",
  {
    ...syncedColumns<string>(),
    saleId: text("sale_id").notNull(),
    menuItemId: text("menu_item_id").$type<MenuItemId>().notNull(),
    name: text("name").notNull(),
    nameAr: text("name_ar").notNull(),
    quantity: integer("quantity").notNull(),
    unitPrice: piasters("unit_price").notNull(),
    method: text("method").notNull(),
    soldAt: instant("sold_at").notNull(),
  },
  (t) => [index("fnb_sales_pull").on(t.syncedAt, t.id)],
);

/** Made when a voucher is sold, with the price of that moment; deleting users on the router changes nothing here. */
export const voucherSales = sqliteTable(
  "voucher_sales",
  {
    ...syncedColumns<string>(),
    code: text("code").notNull(),
    packageId: text("package_id").$type<PackageId>(),
    packageName: text("package_name").notNull(),
    price: piasters("price").notNull(),
    soldAt: instant("sold_at").notNull(),
    batchId: text("batch_id").$type<BatchId>(),
  },
  (t) => [index("voucher_sales_pull").on(t.syncedAt, t.id), index("voucher_sales_code").on(t.code)],
);

export const expenses = sqliteTable(
  "expenses",
  {
    ...registerColumns<string>(),
    name: text("name").notNull(),
    nameAr: text("name_ar").notNull(),
    category: text("category").notNull(),
    kind: text("kind").$type<"fixed-monthly" | "per-gb" | "one-off">().notNull(),
    amount: piasters("amount").notNull(),
    date: text("date"),
  },
  (t) => [index("expenses_pull").on(t.syncedAt, t.id)],
);

export const shifts = sqliteTable(
  "shifts",
  {
    ...syncedColumns<string>(),
    openedAt: instant("opened_at").notNull(),
    openedBy: text("opened_by").notNull(),
    openingFloat: piasters("opening_float").notNull(),
  },
  (t) => [index("shifts_pull").on(t.syncedAt, t.id)],
);

export const shiftClosings = sqliteTable(
  "shift_closings",
  {
    ...syncedColumns<string>(),
    shiftId: text("shift_id").notNull(),
    closedAt: instant("closed_at").notNull(),
    closedBy: text("closed_by").notNull(),
    countedCash: piasters("counted_cash").notNull(),
  },
  (t) => [index("shift_closings_pull").on(t.syncedAt, t.id)],
);

export const cashMovements = sqliteTable(
  "cash_movements",
  {
    ...syncedColumns<string>(),
    /** Positive = paid in, negative = paid out. */
    amount: integer("amount").$type<Piasters>().notNull(),
    reason: text("reason").notNull(),
    at: instant("at").notNull(),
    by: text("by").notNull(),
  },
  (t) => [index("cash_movements_pull").on(t.syncedAt, t.id)],
);

export const stockMovements = sqliteTable(
  "stock_movements",
  {
    ...syncedColumns<string>(),
    menuItemId: text("menu_item_id").$type<MenuItemId>().notNull(),
    quantity: integer("quantity").notNull(),
    reason: text("reason").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("stock_movements_pull").on(t.syncedAt, t.id)],
);

/** One row a business day (id = its date), written by local-api only. */
export const dailyStats = sqliteTable(
  "daily_stats",
  {
    ...registerColumns<string>(),
    computedThrough: text("computed_through").notNull(),
    totals: text("totals", { mode: "json" }).$type<Readonly<Record<string, number>>>().notNull(),
  },
  (t) => [index("daily_stats_pull").on(t.syncedAt, t.id)],
);
