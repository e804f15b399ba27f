import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { RouterVoucher as VoucherOnRouter } from "@mikro-dash/router-gateway/menus/vouchers";
import type { RouterVoucher } from "@mikro-dash/use-cases/wifi/wifi-source";

/** A voucher as the gateway reads it, in the words of the use-cases. */
export function voucherSeen(
  { note: _, timeLimitSeconds, uptimeSeconds, ...voucher }: VoucherOnRouter,
  now: EpochMs,
): RouterVoucher {
  return {
    ...voucher,
    timeLimit: timeLimitSeconds,
    uptime: uptimeSeconds,
    deviceName: null,
    lastSeenAt: voucher.isOnline ? now : null,
  };
}
