import { packages } from "@mikro-dash/db-schema/tables/catalogue";
import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import type { BatchId, PackageId } from "@mikro-dash/domain/ids";
import { err, ok } from "@mikro-dash/domain/result";
import { formatVoucherComment } from "@mikro-dash/domain/voucher/comment";
import { and, eq, isNull } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { insertRow } from "../store/rows.ts";
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
  if (!router) return err({ code: "ROUTER_UNAVAILABLE" } as const);
  const batchId = (input.id ?? ctx.ids.next()) as BatchId;
  const [[stored], [wifiPackage]] = await store.read([
    plannedBatch(store.db, batchId),
    store.db
      .select()
      .from(packages)
      .where(and(eq(packages.id, input.packageId), isNull(packages.deletedAt))),
  ]);
  if (!wifiPackage) return err({ code: "NOT_FOUND" } as const);
  if (stored && !repeatsPlan(stored, input)) return err({ code: "ID_REUSED" } as const);
  const plan = stored ? planOf(stored) : await writePlan(batchId, input, ctx);
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

async function writePlan(batchId: BatchId, input: CreateVouchers, ctx: Context): Promise<BatchPlan> {
  const { entry, plan } = newPlan(batchId, input, ctx);
  await ctx.store.write([], [activityRow(ctx, entry)], [plannedBatch(ctx.store.db, batchId)]);
  return plan;
}

function newVoucher(
  code: string,
  plan: BatchPlan,
  { profile, server, bytesLimit, timeLimit, id }: PackageRow,
) {
  const comment = formatVoucherComment({ packageId: id, createdAt: plan.at, note: plan.note });
  return { code, profile, server, bytesLimit, timeLimit, comment };
}

async function bookSales(
  codes: readonly string[],
  batchId: BatchId,
  wifiPackage: PackageRow,
  ctx: Context,
): Promise<void> {
  const { store } = ctx;
  const ofBatch = store.db.select().from(voucherSales).where(eq(voucherSales.batchId, batchId));
  const [booked] = await store.read([ofBatch]);
  const done = new Set(booked.map((sale) => sale.code));
  const rows = codes
    .filter((code) => !done.has(code))
    .map((code) =>
      insertRow(ctx, voucherSales, {
        id: ctx.ids.next(),
        code,
        packageId: wifiPackage.id as PackageId,
        packageName: wifiPackage.name,
        price: wifiPackage.price,
        soldAt: ctx.clock.now(),
        batchId,
      }),
    );
  if (rows.length > 0) await store.write([], rows, [ofBatch]);
}
