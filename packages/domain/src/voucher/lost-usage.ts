import type { EpochMs } from "../time/epoch-ms.ts";
import type { VoucherLimits } from "./status.ts";

/** What a voucher had used in live sessions when the router lost its power. At least this much. */
export interface LostUsage {
  /** Both directions together. */
  readonly bytes: number;
  readonly seconds: number;
  /** When the router began again: it forgets once a start. */
  readonly bootedAt: EpochMs;
}

/** RouterOS takes a limit of 0 for none: what has nothing left keeps the last byte or second. */
const LEAST_LIMIT = 1;

/**
 * Limits lowered by what was lost, so that what is left is what would be left had the router not forgotten. What has no
 * limit (null or 0) keeps none. Never 0, never higher than before. @see docs/router.md
 */
export function limitsAfterLoss(limits: VoucherLimits, losses: readonly LostUsage[]): VoucherLimits {
  let { bytesLimit, timeLimitSeconds } = limits;
  for (const { bytes, seconds } of losses) {
    bytesLimit = lowered(bytesLimit, bytes);
    timeLimitSeconds = lowered(timeLimitSeconds, seconds);
  }
  return { bytesLimit, timeLimitSeconds };
}

function lowered(limit: number | null, lost: number): number | null {
  return limit === null || limit <= 0 ? limit : Math.max(LEAST_LIMIT, limit - lost);
}

/** What of a loss counts: what is not limited cannot be used up. Null = nothing of it does. */
export function lossThatCounts<L extends LostUsage>(loss: L, limits: VoucherLimits): L | null {
  const bytes = limits.bytesLimit ? loss.bytes : 0;
  const seconds = limits.timeLimitSeconds ? loss.seconds : 0;
  return bytes > 0 || seconds > 0 ? { ...loss, bytes, seconds } : null;
}

/** Those that a mark in the comment does not cover yet. @param through null = nothing was restored */
export function lossesAfter<L extends Pick<LostUsage, "bootedAt">>(
  losses: readonly L[],
  through: EpochMs | null,
): readonly L[] {
  return through === null ? losses : losses.filter((loss) => loss.bootedAt > through);
}
