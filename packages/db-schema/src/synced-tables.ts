import { getTableColumns, getTableName } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { activity, reviewResolutions, voids } from "./tables/audit.ts";
import { packages, psMenuItems } from "./tables/catalogue.ts";
import {
  cashMovements,
  dailyStats,
  expenses,
  fnbSales,
  shiftClosings,
  shifts,
  stockMovements,
  voucherSales,
} from "./tables/money.ts";
import { devices, settings, staff } from "./tables/people.ts";
import {
  psPayments,
  psSessionCharges,
  psSessionClosings,
  psSessionOrders,
  psSessionSegments,
  psSessionStarts,
  psSessions,
  psSessionTransfers,
} from "./tables/sessions.ts";
import { psStations } from "./tables/stations.ts";

/**
 * A fact is inserted once and never changes; of a register the version with the greatest stamp holds. A verdict's id is
 * that of what it is about, so two writers can give it apart: which of the two holds is settled as for a register.
 */
export type MergeKind = "fact" | "register" | "verdict";

export interface SyncedTable {
  readonly name: string;
  readonly kind: MergeKind;
  /** SQL names, `id` first; the wire order of a row. */
  readonly columns: readonly string[];
}

function synced(kind: MergeKind, table: SQLiteTable): SyncedTable {
  const columns = Object.values(getTableColumns(table)).map((column) => column.name);
  return { name: getTableName(table), kind, columns };
}

/**
 * Every synced table, in the order in which rows are pushed and pulled: registers, then facts and what voids them,
 * then what pays and closes, so that a reader between two batches never sees a closing before what it closes, nor a
 * paid bill that looks unpaid. (An order voided before the end must not arrive voided after it: that would make every such session a review candidate.)
 */
export const SYNCED_TABLES: readonly SyncedTable[] = [
  synced("register", settings),
  synced("register", staff),
  synced("register", devices),
  synced("register", psStations),
  synced("register", psMenuItems),
  synced("register", packages),
  synced("register", expenses),
  synced("register", dailyStats),
  synced("register", psSessions),
  synced("fact", psSessionSegments),
  synced("fact", psSessionStarts),
  synced("fact", psSessionOrders),
  synced("fact", psSessionCharges),
  synced("fact", psSessionTransfers),
  synced("verdict", voids),
  synced("fact", psPayments),
  synced("fact", psSessionClosings),
  synced("fact", fnbSales),
  synced("fact", voucherSales),
  synced("fact", shifts),
  synced("fact", shiftClosings),
  synced("fact", cashMovements),
  synced("fact", stockMovements),
  synced("verdict", reviewResolutions),
  synced("fact", activity),
];
