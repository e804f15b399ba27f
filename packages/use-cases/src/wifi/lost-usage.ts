import { activity } from "@mikro-dash/db-schema/tables/audit";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Context } from "../context.ts";
import type { KnownVoucher, Limits } from "./router-access.ts";
import type { NotedLoss } from "./wifi-source.ts";
import { writeLine } from "./write-line.ts";

/** The line that says of which losses the limits were lowered; its `rowIds` are those of the losses. */
export const RESTORED_VERB = "voucher.restored";

/** What one voucher lost, all that is open together. */
export interface OpenLoss {
  readonly voucherId: string;
  readonly code: string;
  readonly bytes: number;
  readonly seconds: number;
  /** Of the last loss: when the router began again. */
  readonly at: EpochMs;
  readonly losses: readonly NotedLoss[];
}

/** What was done about one voucher; it is kept in the line that notes it. */
export interface RestoredVoucher extends KnownVoucher, Limits {
  readonly bytes: number;
  readonly seconds: number;
  /** Nothing is left. */
  readonly exhausted: boolean;
  /** Null: it had been lowered before (the answer, or the note of it, was lost), or nothing limits it. */
  readonly before: Limits | null;
  readonly losses: readonly string[];
}

/** Clocks of two devices differ; nothing is restored longer than this before it was lost. */
const SLACK_MS = 86_400_000;

/**
 * Lines that note restored losses, those of any of these losses among them. The verb stands here as text, not as a
 * parameter, as it does in the condition of the index of these lines.
 */
export function restoredLines(db: LibSQLDatabase, losses: readonly Pick<NotedLoss, "bootedAt">[]) {
  const since = Math.min(...losses.map((loss) => loss.bootedAt - SLACK_MS));
  return db
    .select({ rowIds: activity.rowIds, detail: activity.detail })
    .from(activity)
    .where(
      sql`${activity.verb} = 'voucher.restored' AND ${activity.at} >= ${Number.isFinite(since) ? since : Number.MAX_SAFE_INTEGER}`,
    );
}

type Lines = Awaited<ReturnType<typeof restoredLines>>;

/** What was done about each loss, by its id. */
export function restoredByLoss(lines: Lines): ReadonlyMap<string, RestoredVoucher | null> {
  const found = new Map<string, RestoredVoucher | null>();
  for (const { rowIds, detail } of lines) {
    for (const id of rowIds) found.set(id, null);
    const vouchers = (detail?.vouchers ?? []) as readonly RestoredVoucher[];
    for (const voucher of vouchers) for (const id of voucher.losses) found.set(id, voucher);
  }
  return found;
}

/** By voucher, in the order of their codes, without what was restored. */
export function openLosses(
  losses: readonly NotedLoss[],
  restored: Pick<ReadonlyMap<string, unknown>, "has">,
): readonly OpenLoss[] {
  const open = losses.filter((loss) => !restored.has(loss.id));
  const vouchers = Map.groupBy(open, ({ voucherId, code }) => JSON.stringify([code, voucherId]));
  return [...vouchers.values()].map(together).sort((a, b) => (a.code < b.code ? -1 : 1));
}

function together(losses: readonly NotedLoss[]): OpenLoss {
  const [{ voucherId, code }] = losses as readonly [NotedLoss];
  const sum = (one: (loss: NotedLoss) => number) => losses.reduce((total, loss) => total + one(loss), 0);
  return {
    ...{ voucherId, code, losses },
    bytes: sum((loss) => loss.bytes),
    seconds: sum((loss) => loss.seconds),
    at: epochMs(Math.max(...losses.map((loss) => loss.bootedAt))),
  };
}

/** A voucher whose counters were reset begins anew: what the router forgot of it before is settled. */
export async function forgetLosses(
  { id, code }: KnownVoucher,
  losses: readonly NotedLoss[],
  ctx: Context,
): Promise<void> {
  const its = losses.filter((loss) => loss.voucherId === id && loss.code === code);
  const [lines] = await ctx.store.read([restoredLines(ctx.store.db, its)]);
  const restored = restoredByLoss(lines);
  const rowIds = its.map((loss) => loss.id).filter((loss) => !restored.has(loss));
  if (rowIds.length > 0) await writeLine(ctx, { verb: RESTORED_VERB, rowIds, detail: { reset: code } });
}
