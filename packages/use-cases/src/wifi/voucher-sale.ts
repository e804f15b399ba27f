import type { voucherSales } from "@mikro-dash/db-schema/tables/money";

export type VoucherSale = ReturnType<typeof presentSale>;

/** A sale as the contract describes it. */
export function presentSale(row: typeof voucherSales.$inferSelect) {
  const { id, code, packageId, packageName, price, soldAt, batchId } = row;
  return { id, code, packageId, packageName, price, soldAt, batchId };
}
