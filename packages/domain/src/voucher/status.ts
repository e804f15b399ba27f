export type VoucherStatus = "available" | "used" | "exhausted";

/** Counters of a hotspot user or of one of its live sessions. Bytes in both directions, whole seconds. */
export interface HotspotCounters {
  readonly bytes: number;
  readonly uptimeSeconds: number;
}

/** Limits of a voucher; null or 0 = none. */
export interface VoucherLimits {
  readonly bytesLimit: number | null;
  readonly timeLimitSeconds: number | null;
}

export interface VoucherUsage {
  readonly status: VoucherStatus;
  readonly bytesUsed: number;
  readonly uptimeSeconds: number;
  readonly isOnline: boolean;
}

/**
 * What a voucher has used. The router updates a user's counters at logout only, so the live sessions are added.
 * `exhausted` once a limit is reached; else `used` when online or anything was used; else `available`.
 * @param active the live sessions of this user
 * @see docs/router.md
 */
export function voucherUsage(
  user: HotspotCounters,
  active: readonly HotspotCounters[],
  limits: VoucherLimits,
): VoucherUsage {
  let { bytes, uptimeSeconds } = user;
  for (const session of active) {
    bytes += session.bytes;
    uptimeSeconds += session.uptimeSeconds;
  }
  const isOnline = active.length > 0;
  const exhausted = reached(bytes, limits.bytesLimit) || reached(uptimeSeconds, limits.timeLimitSeconds);
  const used = isOnline || bytes > 0 || uptimeSeconds > 0;
  const status = exhausted ? "exhausted" : used ? "used" : "available";
  return { status, bytesUsed: bytes, uptimeSeconds, isOnline };
}

function reached(used: number, limit: number | null): boolean {
  return limit !== null && limit > 0 && used >= limit;
}
