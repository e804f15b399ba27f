import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { parseVoucherComment } from "@mikro-dash/domain/voucher/comment";
import type { CreatedVoucher, VoucherBatch } from "@mikro-dash/router-gateway/menus/create-vouchers";
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

/** A voucher as the next look will see it, when the router made it just now and nobody has used it yet. */
export function voucherMade(
  { id, code }: CreatedVoucher,
  { profile, bytesLimit, timeLimitSeconds, comment }: VoucherBatch,
): RouterVoucher {
  const { packageId, createdAt } = parseVoucherComment(comment);
  return {
    ...{ id, code, status: "available", profile, packageId, createdAt, disabled: false },
    ...{ bytesLimit, bytesUsed: 0, timeLimit: timeLimitSeconds, uptime: 0 },
    ...{ isOnline: false, macAddress: null, deviceName: null, lastSeenAt: null },
  };
}
