import { activity } from "@mikro-dash/db-schema/tables/audit";
import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import type { PackageId } from "@mikro-dash/domain/ids";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Store } from "../store/store.ts";
import { type OpenLoss, openLosses, restoredByLoss, restoredLines } from "./lost-usage.ts";
import { lossesOf, type NotedLoss, type RouterVoucher } from "./wifi-source.ts";

/** What the shop's books say of vouchers, by code. */
export interface VoucherMarks {
  readonly soldAt: ReadonlyMap<string, EpochMs>;
  readonly printedAt: ReadonlyMap<string, EpochMs>;
  readonly lost: ReadonlyMap<string, OpenLoss>;
}

export const PRINT_VERB = "voucher.print";

/** Clocks of two devices differ; a voucher is not printed longer than this before it was made. */
const SLACK_MS = 86_400_000;

export async function readMarks(
  { db, read }: Store,
  vouchers: readonly Pick<RouterVoucher, "id" | "code" | "createdAt" | "bytesLimit" | "timeLimit">[],
  allLosses: readonly NotedLoss[],
): Promise<VoucherMarks> {
  const codes = vouchers.map((voucher) => voucher.code);
  const since = Math.min(...vouchers.map((voucher) => (voucher.createdAt ?? 0) - SLACK_MS));
  // By the limits of this very list: the source may have judged by an older one.
  const losses = lossesOf(allLosses, vouchers);
  const [sales, prints, lines] = await read([
    db
      .select()
      .from(voucherSales)
      .where(sql`${voucherSales.code} IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`),
    lastPrints(db, codes, since),
    restoredLines(db, losses),
  ]);
  const open = openLosses(losses, restoredByLoss(lines));
  return {
    soldAt: new Map(sales.map((sale) => [sale.code, sale.soldAt])),
    printedAt: new Map(prints.map((print) => [print.code, epochMs(print.at)])),
    lost: new Map(open.map((loss) => [loss.code, loss])),
  };
}

/** Of all vouchers that were ever printed, some of them more than once. As one row: thousands take ten times as long to read. */
export async function readPrintedCodes({ db, read }: Store): Promise<readonly string[]> {
  const [[found]] = await read([
    db
      .select({ printed: sql<string>`json_group_array(json(${activity.rowIds}))`.as("printed") })
      .from(activity)
      .where(sql`${activity.verb} = 'voucher.print'`),
  ]);
  return (JSON.parse(found?.printed ?? "[]") as readonly (readonly string[])[]).flat();
}

/** The verb stands here as text, not as a parameter: only so is the index of the printed ones used. */
function lastPrints(db: LibSQLDatabase, codes: readonly string[], since: number) {
  return db
    .select({ code: sql<string>`printed.value`.as("code"), at: sql<number>`max(${activity.at})`.as("at") })
    .from(sql`${activity}, json_each(${activity.rowIds}) AS printed`)
    .where(
      sql`${activity.verb} = 'voucher.print' AND ${activity.at} >= ${Number.isFinite(since) ? since : 0} AND printed.value IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`,
    )
    .groupBy(sql`printed.value`);
}

const instant = (ms: number | null) => (ms === null ? null : epochMs(ms));

/** A voucher as the contract describes it. */
export function presentVoucher(voucher: RouterVoucher, { soldAt, printedAt, lost }: VoucherMarks) {
  const loss = lost.get(voucher.code);
  return {
    ...voucher,
    packageId: voucher.packageId as PackageId | null,
    createdAt: instant(voucher.createdAt),
    lastSeenAt: instant(voucher.lastSeenAt),
    soldAt: soldAt.get(voucher.code) ?? null,
    printedAt: printedAt.get(voucher.code) ?? null,
    disabled: voucher.disabled ?? null,
    lost: loss?.voucherId === voucher.id ? { bytes: loss.bytes, seconds: loss.seconds, at: loss.at } : null,
  };
}
