import { packages } from "@mikro-dash/db-schema/tables/catalogue";
import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import { piasters } from "@mikro-dash/domain/money/piasters";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { insertRow } from "../store/rows.ts";
import { presentSale, type VoucherSale } from "./voucher-sale.ts";

export interface SellVoucher {
  readonly id?: string;
  readonly at?: EpochMs;
  readonly code: string;
}

/**
 * Books the sale of a voucher at its package's price of now. The router is asked only for the package; when nobody
 * knows the code NOT_FOUND. A second sale is ALREADY_SOLD.
 */
export function sellVoucher(input: SellVoucher, ctx: Context): Promise<Result<VoucherSale, Refusal>> {
  return attempt(async () => {
    const { store, clock, ids } = ctx;
    const { db } = store;
    const sales = db.select().from(voucherSales).where(eq(voucherSales.code, input.code));
    const id = input.id ?? ids.next();
    const [sold, [mine], known] = await store.read([
      sales,
      db.select().from(voucherSales).where(eq(voucherSales.id, id)),
      db.select().from(packages),
    ]);
    if (mine) return mine.code === input.code ? ok(presentSale(mine)) : err({ code: "ID_REUSED" });
    if (sold.length > 0) return err({ code: "ALREADY_SOLD" });
    const found = await ctx.wifi.vouchers({ q: input.code, limit: 20 });
    const voucher = found.items.find((item) => item.code === input.code);
    if (!voucher) return err({ code: "NOT_FOUND" });
    const wifiPackage = known.find((item) => item.id === voucher.packageId);
    const sale = insertRow(ctx, voucherSales, {
      id,
      code: input.code,
      packageId: wifiPackage?.id ?? null,
      packageName: wifiPackage?.name ?? voucher.profile ?? "",
      price: wifiPackage?.price ?? piasters(0),
      soldAt: input.at ?? clock.now(),
      batchId: null,
    });
    const unsold = {
      expected: 0,
      actual: sql`(SELECT count(*) FROM ${voucherSales} WHERE ${voucherSales.code} = ${input.code})`,
    };
    const log = activityRow(ctx, { verb: "voucher.sell", rowIds: [id] });
    const [[row]] = await store.write(
      [unsold],
      [sale, log],
      [db.select().from(voucherSales).where(eq(voucherSales.id, id))],
    );
    if (!row) throw new Error("a sale that was just written cannot be read");
    return ok(presentSale(row));
  });
}
