import type { PackageId } from "@mikro-dash/domain/ids";
import { ok } from "@mikro-dash/domain/result";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { DEFAULT_LIMIT, pageOf } from "../store/page.ts";
import { presentVoucher, readMarks, readPrintedCodes } from "./present-voucher.ts";
import type { VoucherFilter, VoucherStatus } from "./wifi-source.ts";

export interface ListVouchers {
  readonly status?: VoucherStatus;
  readonly packageId?: PackageId;
  readonly printed?: "yes" | "no";
  /** Of a batch. */
  readonly createdAt?: EpochMs;
  readonly q?: string;
  /** The last code of the page before. */
  readonly cursor?: string;
  readonly limit?: number;
}

/** So many pages are looked through for one of those that were printed or not, before the source is told every printed code. */
const PAGES_AT_ONCE = 4;

/** One page of vouchers by code, with when each was sold and printed, and what it lost. From the router, or from the last look at it with its age. */
export async function listVouchers(input: ListVouchers, ctx: Context) {
  const { cursor, limit = DEFAULT_LIMIT, printed, ...rest } = input;
  const after = cursor === undefined ? {} : { afterCode: cursor };
  const filter = { ...rest, ...after, limit: limit + 1 };
  const found = await (printed === undefined ? look(filter, ctx) : lookForPrinted(filter, printed, ctx));
  const { items, nextCursor } = pageOf(found.items, limit, (last) => last.code);
  const { source, asOf, lossesAsOf } = found;
  return ok({ source, asOf, lossesAsOf, items, nextCursor });
}

async function look(filter: VoucherFilter, { wifi, store }: Context) {
  const { source, asOf, items, losses } = await wifi.voucherPage(filter);
  const marks = await readMarks(store, items, losses.items);
  const presented = items.map((voucher) => presentVoucher(voucher, marks));
  return { source, asOf, lossesAsOf: losses.asOf, items: presented };
}

/**
 * Vouchers that were printed, or not. The shop's books know that, the router does not: some pages are read with their
 * marks, and only where these have too few the source is told all codes that were printed, of which there may be thousands.
 */
async function lookForPrinted(filter: VoucherFilter, printed: "yes" | "no", ctx: Context) {
  const { limit } = filter;
  const wanted = printed === "yes";
  const some = await look({ ...filter, limit: limit * PAGES_AT_ONCE }, ctx);
  const items = some.items.filter(({ printedAt }) => (printedAt !== null) === wanted).slice(0, limit);
  const last = some.items.at(-1);
  if (items.length === limit || some.items.length < limit * PAGES_AT_ONCE || last === undefined)
    return { ...some, items };
  const codes = { listed: await readPrintedCodes(ctx.store), wanted };
  const more = await look({ ...filter, codes, afterCode: last.code, limit: limit - items.length }, ctx);
  return { ...some, items: [...items, ...more.items] };
}
