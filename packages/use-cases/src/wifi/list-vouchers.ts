import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import type { PackageId } from "@mikro-dash/domain/ids";
import { ok } from "@mikro-dash/domain/result";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { inArray } from "drizzle-orm";
import type { Context } from "../context.ts";
import { DEFAULT_LIMIT, pageOf } from "../store/page.ts";
import type { RouterVoucher, VoucherStatus } from "./wifi-source.ts";

export interface ListVouchers {
  readonly status?: VoucherStatus;
  readonly packageId?: PackageId;
  readonly q?: string;
  /** The last code of the page before. */
  readonly cursor?: string;
  readonly limit?: number;
}

/** One page of vouchers by code, with when each was sold. From the router, or from the last look at it with its age. */
export async function listVouchers(input: ListVouchers, { wifi, store }: Context) {
  const { cursor, limit = DEFAULT_LIMIT, ...filter } = input;
  const after = cursor === undefined ? {} : { afterCode: cursor };
  const { source, asOf, items: found } = await wifi.vouchers({ ...filter, ...after, limit: limit + 1 });
  const { items, nextCursor } = pageOf(found, limit, (last) => last.code);
  const codes = items.map((voucher) => voucher.code);
  const [sales] = await store.read([
    store.db.select().from(voucherSales).where(inArray(voucherSales.code, codes)),
  ]);
  const soldAt = new Map(sales.map((sale) => [sale.code, sale.soldAt]));
  return ok({ source, asOf, items: items.map((v) => present(v, soldAt.get(v.code) ?? null)), nextCursor });
}

const instant = (ms: number | null) => (ms === null ? null : epochMs(ms));

function present(voucher: RouterVoucher, soldAt: EpochMs | null) {
  return {
    ...voucher,
    packageId: voucher.packageId as PackageId | null,
    createdAt: instant(voucher.createdAt),
    lastSeenAt: instant(voucher.lastSeenAt),
    soldAt,
    printedAt: null,
  };
}
