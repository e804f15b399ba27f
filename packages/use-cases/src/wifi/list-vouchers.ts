import type { PackageId } from "@mikro-dash/domain/ids";
import { ok } from "@mikro-dash/domain/result";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { DEFAULT_LIMIT, pageOf } from "../store/page.ts";
import { presentVoucher, readMarks, readPrintedCodes } from "./present-voucher.ts";
import type { VoucherStatus } from "./wifi-source.ts";

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

/** One page of vouchers by code, with when each was sold and printed, and what it lost. From the router, or from the last look at it with its age. */
export async function listVouchers(input: ListVouchers, { wifi, store }: Context) {
  const { cursor, limit = DEFAULT_LIMIT, printed, ...rest } = input;
  // The shop's books know what was printed, the router does not.
  const codes = printed && { codes: { listed: await readPrintedCodes(store), wanted: printed === "yes" } };
  const filter = { ...rest, ...codes };
  const after = cursor === undefined ? {} : { afterCode: cursor };
  const [{ source, asOf, items: found }, losses] = await Promise.all([
    wifi.vouchers({ ...filter, ...after, limit: limit + 1 }),
    wifi.losses(),
  ]);
  const { items, nextCursor } = pageOf(found, limit, (last) => last.code);
  const marks = await readMarks(store, items, losses.items);
  const presented = items.map((voucher) => presentVoucher(voucher, marks));
  return ok({ source, asOf, lossesAsOf: losses.asOf, items: presented, nextCursor });
}
