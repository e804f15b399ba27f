import { packages } from "@mikro-dash/db-schema/tables/catalogue";
import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import { invalid, type Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { aheadProblems } from "@mikro-dash/domain/session/context";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { guard } from "../store/guard.ts";
import { idIsFree, logLine, repeatOf } from "../store/repeat.ts";
import { insertRow } from "../store/rows.ts";
import { presentSale, type VoucherSale } from "./voucher-sale.ts";
import type { RouterVoucher } from "./wifi-source.ts";

export interface SellVoucher {
  readonly id?: string;
  readonly at?: EpochMs;
  readonly code: string;
}

/**
 * Books the sale of a voucher at its package's price of now; the router is asked only for the package. NOT_FOUND when
 * nobody knows the code, ALREADY_SOLD, ID_REUSED; INVALID `at` (more than two minutes ahead), `code` (it belongs to no
 * package, so nobody knows its price).
 */
export function sellVoucher(input: SellVoucher, ctx: Context): Promise<Result<VoucherSale, Refusal>> {
  return attempt(async () => {
    const { store, clock, ids } = ctx;
    const { db } = store;
    const { code, at } = input;
    const id = input.id ?? ids.next();
    const byId = db.select().from(voucherSales).where(eq(voucherSales.id, id));
    const [sold, [row], [log], known] = await store.read([
      db.select().from(voucherSales).where(eq(voucherSales.code, code)),
      byId,
      logLine(db, id),
      db.select().from(packages),
    ]);
    const said = { code, soldAt: at };
    const repeat = repeatOf({ log, row }, { verb: VERB, said });
    if (repeat !== "new") return repeat === "same" && row ? ok(presentSale(row)) : err({ code: "ID_REUSED" });
    if (sold.length > 0) return err({ code: "ALREADY_SOLD" });
    const soldAt = at ?? clock.now();
    const problems = aheadProblems(soldAt, clock.now());
    if (problems.length > 0) return err(invalid(...problems));
    const voucher = await voucherWithCode(ctx.wifi, code);
    if (!voucher) return err({ code: "NOT_FOUND" });
    const wifiPackage = known.find((item) => item.id === voucher.packageId);
    if (!wifiPackage) {
      return err(invalid({ path: "code", message: "belongs to no package, so it has no price" }));
    }
    const { id: packageId, name: packageName, price } = wifiPackage;
    const sale = { id, code, packageId, packageName, price, soldAt, batchId: null };
    const unsold = guard(0, sql`(SELECT count(*) FROM ${voucherSales} WHERE ${voucherSales.code} = ${code})`);
    const line = activityRow(ctx, { id: input.id, verb: VERB, rowIds: [id], detail: said });
    const [[made]] = await store.write(
      [idIsFree(id, voucherSales), unsold],
      [insertRow(ctx, voucherSales, sale), line],
      [byId],
    );
    if (!made) throw new Error("a sale that was just written cannot be read");
    return ok(presentSale(made));
  });
}

const VERB = "voucher.sell";
const PAGE = 200;

/** A search also finds codes and devices that merely contain it: they come by code, so it goes on until past this one. */
async function voucherWithCode(wifi: Context["wifi"], code: string): Promise<RouterVoucher | undefined> {
  let afterCode: string | undefined;
  for (;;) {
    const filter = { q: code, limit: PAGE, ...(afterCode === undefined ? {} : { afterCode }) };
    const { items } = await wifi.vouchers(filter);
    const found = items.find((item) => item.code === code);
    const last = items.at(-1);
    if (found || last === undefined || items.length < PAGE || last.code > code) return found;
    afterCode = last.code;
  }
}
