import { packages } from "@mikro-dash/db-schema/tables/catalogue";
import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import type { BatchId } from "@mikro-dash/domain/ids";
import { err, ok } from "@mikro-dash/domain/result";
import { formatVoucherComment } from "@mikro-dash/domain/voucher/comment";
import { eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { insertRow } from "../store/rows.ts";
import { NO_ROUTER } from "./router-access.ts";
import {
  type BatchPlan,
  type CreateVouchers,
  newPlan,
  plannedBatch,
  planOf,
  repeatsPlan,
} from "./voucher-plan.ts";

type PackageRow = typeof packages.$inferSelect;

/**
 * Makes 1–500 vouchers of a package on the router. The codes are written down before the router is touched, so asking
 * again with the same `id`, also after a power cut, makes only those that are missing. `sold` books their sales at
 * the package's price of now. NOT_FOUND (package), ID_REUSED, ROUTER_UNAVAILABLE, ROUTER_REFUSED.
 */
export async function createVouchers(input: CreateVouchers, ctx: Context) {
  const { store, router } = ctx;
  if (!router) return err(NO_ROUTER);
  const batchId = (input.id ?? ctx.ids.next()) as BatchId;
  const [[stored], [wifiPackage]] = await store.read([
    plannedBatch(store.db, batchId),
    store.db.select().from(packages).where(eq(packages.id, input.packageId)),
  ]);
  // A batch that was begun goes on after its package was taken off the list.
  if (!wifiPackage || (!stored && wifiPackage.deletedAt !== null)) return err({ code: "NOT_FOUND" } as const);
  const line = stored ?? (await writePlan(batchId, input, ctx));
  if (!repeatsPlan(line, input)) return err({ code: "ID_REUSED" } as const);
  const plan = planOf(line);
  const made = await router.createVouchers(plan.codes.map((code) => newVoucher(code, plan, wifiPackage)));
  if (!made.ok) return made;
  if (plan.sold)
    await bookSales(
      made.value.created.map(({ code }) => code),
      batchId,
      wifiPackage,
      ctx,
    );
  return ok({ batchId, requested: plan.codes.length, ...made.value });
}

/** Writes the codes down; the answer is what is stored then, should another call of the same id have been first. */
async function writePlan(batchId: BatchId, input: CreateVouchers, ctx: Context) {
  const entry = newPlan(batchId, input, ctx);
  const [[line]] = await ctx.store.write(
    [],
    [activityRow(ctx, entry)],
    [plannedBatch(ctx.store.db, batchId)],
  );
  if (!line) throw new Error("a batch that was just planned cannot be read");
  return line;
}

function newVoucher(
  code: string,
  plan: BatchPlan,
  { profile, server, bytesLimit, timeLimit, id }: PackageRow,
) {
  const comment = formatVoucherComment({ packageId: id, createdAt: plan.at, note: plan.note });
  return { code, profile, server, bytesLimit, timeLimit, comment };
}

/** Books the sale of every code that has none yet. */
async function bookSales(
  codes: readonly string[],
  batchId: BatchId,
  { id, name, price }: PackageRow,
  ctx: Context,
): Promise<void> {
  const { store } = ctx;
  const sold = store.db
    .select({ code: voucherSales.code })
    .from(voucherSales)
    .where(sql`${voucherSales.code} IN (SELECT value FROM json_each(${JSON.stringify(codes)}))`);
  const [booked] = await store.read([sold]);
  const done = new Set(booked.map((sale) => sale.code));
  const soldAt = ctx.clock.now();
  const sales = codes
    .filter((code) => !done.has(code))
    .map((code) => ({
      ...{ id: ctx.ids.next(), code, packageId: id, packageName: name, price, soldAt, batchId },
    }));
  if (sales.length === 0) return;
  const line = activityRow(ctx, { verb: "voucher.sell", rowIds: sales.map((sale) => sale.id) });
  await store.write([], [...sales.map((sale) => insertRow(ctx, voucherSales, sale)), line], [sold]);
}
