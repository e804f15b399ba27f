import type { InStatement } from "@libsql/client/http";
import type { VoucherRow } from "@mikro-dash/db-schema/mirror/columns";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";

/** Longer than any voucher lives. */
const KEPT_MS = 90 * 24 * 3_600_000;

/** What one voucher had used, and the router has forgotten. */
export interface Loss {
  readonly voucherId: string;
  readonly code: string;
  readonly bytes: number;
  readonly seconds: number;
}

/**
 * Vouchers that were online before the router began again and have used less now. A reboot that logs everybody out
 * loses nothing, so it finds nothing.
 * @param before what was last known of a voucher
 */
export function lossesOf(
  before: (voucherId: string) => VoucherRow | undefined,
  after: readonly VoucherRow[],
): Loss[] {
  return after.flatMap((now) => {
    const then = before(now.id);
    if (!then?.isOnline || then.code !== now.code) return [];
    const bytes = Math.max(0, then.bytesUsed - now.bytesUsed);
    const seconds = Math.max(0, then.uptime - now.uptime);
    return bytes === 0 && seconds === 0 ? [] : [{ voucherId: now.id, code: now.code, bytes, seconds }];
  });
}

/** To be written in one batch with the counters that they were found by: after it nothing is found twice. */
export function lossStatements(
  losses: readonly Loss[],
  bootedAt: EpochMs,
  now: EpochMs,
  syncedAt: string,
): InStatement[] {
  const forget = { sql: "DELETE FROM lost_usage WHERE booted_at < ?", args: [now - KEPT_MS] };
  // Whoever asks often asks for this one row, and for the losses only when it changed.
  const ring = {
    sql:
      "INSERT INTO heartbeats (id, last_seen_at) VALUES ('lost-usage', ?) " +
      "ON CONFLICT (id) DO UPDATE SET last_seen_at = excluded.last_seen_at",
    args: [bootedAt],
  };
  const values = losses.map(({ voucherId, code, bytes, seconds }) => [
    ...[`${voucherId}@${bootedAt}`, voucherId, code, bytes, seconds],
  ]);
  const note = {
    sql:
      "INSERT INTO lost_usage (id, voucher_id, code, bytes, seconds, booted_at, synced_at) " +
      "SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ?, ? FROM json_each(?) WHERE true " +
      "ON CONFLICT (id) DO NOTHING",
    args: [bootedAt, syncedAt, JSON.stringify(values)],
  };
  return losses.length === 0 ? [forget] : [forget, note, ring];
}
