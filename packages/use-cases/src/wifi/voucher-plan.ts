import { activity } from "@mikro-dash/db-schema/tables/audit";
import type { BatchId, PackageId } from "@mikro-dash/domain/ids";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { VOUCHER_CODE_LENGTH, voucherCode } from "@mikro-dash/domain/voucher/code";
import { eq } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Context } from "../context.ts";

export interface CreateVouchers {
  readonly id?: string;
  readonly at?: EpochMs;
  readonly packageId: PackageId;
  readonly count: number;
  readonly note?: string;
  readonly sold?: boolean;
}

/** What a batch is going to make; it is kept as the batch's line in the activity log. */
export interface BatchPlan {
  readonly codes: readonly string[];
  readonly at: EpochMs;
  readonly note: string | null;
  readonly sold: boolean;
}

type ActivityRow = typeof activity.$inferSelect;
const VERB = "voucher.batch";

export const plannedBatch = (db: LibSQLDatabase, id: BatchId) =>
  db.select().from(activity).where(eq(activity.id, id));

/** The line of a new batch, with its codes, all different. */
export function newPlan(id: BatchId, input: CreateVouchers, ctx: Context) {
  const codes = new Set<string>();
  while (codes.size < input.count) codes.add(voucherCode(ctx.randomBytes(VOUCHER_CODE_LENGTH)));
  const detail = { packageId: input.packageId, note: input.note ?? null, sold: input.sold ?? false };
  return { id, verb: VERB, rowIds: [...codes], detail };
}

export function planOf(row: ActivityRow): BatchPlan {
  const { note = null, sold = false } = row.detail ?? {};
  return { codes: row.rowIds, at: row.at, note: typeof note === "string" ? note : null, sold: sold === true };
}

/** Whether a repeated command asks for what the batch of its id was planned for. */
export function repeatsPlan(row: ActivityRow, input: CreateVouchers): boolean {
  const plan = planOf(row);
  const sameNote = input.note === undefined || input.note === plan.note;
  const sameSold = input.sold === undefined || input.sold === plan.sold;
  const samePackage = row.detail?.packageId === input.packageId;
  return row.verb === VERB && plan.codes.length === input.count && samePackage && sameNote && sameSold;
}
