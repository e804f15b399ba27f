import type { DeviceRow, NetworkRow, SessionRow, VoucherRow } from "@mikro-dash/db-schema/mirror/columns";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Device } from "@mikro-dash/router-gateway/menus/devices";
import type { WifiNetwork } from "@mikro-dash/router-gateway/menus/networks";
import type { WifiSession } from "@mikro-dash/router-gateway/menus/sessions";
import type { RouterVoucher } from "@mikro-dash/router-gateway/menus/vouchers";

/** @param held what the cache has of this voucher: when it was last seen is remembered there once it is offline */
export function voucherRow(
  voucher: RouterVoucher,
  deviceName: string | null,
  now: EpochMs,
  held: VoucherRow | undefined,
): VoucherRow {
  const wentOffline = held?.isOnline === true && !voucher.isOnline;
  return {
    id: voucher.id,
    code: voucher.code,
    status: voucher.status,
    packageId: voucher.packageId,
    profile: voucher.profile,
    bytesLimit: voucher.bytesLimit,
    bytesUsed: voucher.bytesUsed,
    timeLimit: voucher.timeLimitSeconds,
    uptime: voucher.uptimeSeconds,
    macAddress: voucher.macAddress ?? held?.macAddress ?? null,
    deviceName: deviceName ?? held?.deviceName ?? null,
    isOnline: voucher.isOnline,
    createdAt: voucher.createdAt,
    lastSeenAt: voucher.isOnline || wentOffline ? now : (held?.lastSeenAt ?? null),
  };
}

/** The start is computed from the uptime, so two readings of one session differ by a second or two. */
const SAME_START_MS = 15_000;

/** @param held sessions in the cache: one of the same voucher and device that began at the same moment is this one */
export function sessionRow(session: WifiSession, held: Iterable<SessionRow>): SessionRow {
  let startedAt: number = session.startedAt;
  for (const known of held) {
    const same = known.voucherCode === session.code && known.macAddress === session.macAddress;
    if (!same || known.startedAt === null || session.uptimeSeconds < known.uptime) continue;
    if (Math.abs(known.startedAt - startedAt) <= SAME_START_MS) startedAt = known.startedAt;
  }
  return {
    id: `${session.id}@${startedAt}`,
    voucherCode: session.code,
    macAddress: session.macAddress,
    ipAddress: session.ipAddress,
    bytesIn: session.bytesIn,
    bytesOut: session.bytesOut,
    uptime: session.uptimeSeconds,
    startedAt,
  };
}

export function deviceRow(device: Device): DeviceRow {
  return { id: device.macAddress, ...device };
}

export function networkRow(network: WifiNetwork): NetworkRow {
  return { ...network };
}
