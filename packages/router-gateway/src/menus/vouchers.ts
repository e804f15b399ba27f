import type { Clock } from "@mikro-dash/domain/time/clock";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { parseVoucherComment } from "@mikro-dash/domain/voucher/comment";
import { type VoucherStatus, voucherUsage } from "@mikro-dash/domain/voucher/status";
import { mapInPieces } from "../in-pieces.ts";
import type { RouterLink } from "../link/router-link.ts";
import { type HotspotUser, readUsers, readUsersNamed } from "./hotspot-users.ts";
import { readSessions, type WifiSession } from "./sessions.ts";

/** A voucher as it stands now: what its live sessions have used is added. */
export interface RouterVoucher {
  /** The router's id of its user, such as `*1A`. */
  readonly id: string;
  readonly code: string;
  readonly status: VoucherStatus;
  readonly profile: string;
  /** From its comment: our package, or what the old app wrote there. */
  readonly packageId: string | null;
  readonly createdAt: EpochMs | null;
  readonly note: string;
  readonly disabled: boolean;
  readonly bytesLimit: number | null;
  readonly bytesUsed: number;
  readonly timeLimitSeconds: number | null;
  readonly uptimeSeconds: number;
  readonly isOnline: boolean;
  /** The device that uses it, else the one it is bound to. */
  readonly macAddress: string | null;
}

/**
 * One after the other, as they are asked for: who wants something else of each need not hold them all.
 * @param sessions live sessions of any user
 */
export function* vouchersOf(
  users: Iterable<HotspotUser>,
  sessions: readonly WifiSession[],
): IterableIterator<RouterVoucher> {
  const voucher = voucherWith(sessions);
  for (const user of users) yield voucher(user);
}

function voucherWith(sessions: readonly WifiSession[]): (user: HotspotUser) => RouterVoucher {
  const live = Map.groupBy(sessions, (session) => session.code);
  return (user) => voucherOf(user, live.get(user.code) ?? []);
}

function voucherOf(user: HotspotUser, sessions: readonly WifiSession[]): RouterVoucher {
  const counters = sessions.map((session) => ({
    bytes: session.bytesIn + session.bytesOut,
    uptimeSeconds: session.uptimeSeconds,
  }));
  const usage = voucherUsage({ bytes: user.bytesUsed, uptimeSeconds: user.uptimeSeconds }, counters, user);
  return {
    id: user.id,
    code: user.code,
    profile: user.profile,
    disabled: user.disabled,
    bytesLimit: user.bytesLimit,
    timeLimitSeconds: user.timeLimitSeconds,
    macAddress: sessions[0]?.macAddress ?? user.macAddress,
    ...parseVoucherComment(user.comment),
    ...usage,
  };
}

/**
 * The list read as if at one moment. A session that ends while the users are being read would be counted twice or not at all:
 * its user is read again once the session is known to be over.
 */
export async function readVouchers(link: RouterLink, clock: Clock): Promise<readonly RouterVoucher[]> {
  const before = await readSessions(link, clock);
  const users = await readUsers(link);
  const after = await readSessions(link, clock);
  const liveNow = new Set(after.map((session) => session.id));
  const ended = [...new Set(before.filter((one) => !liveNow.has(one.id)).map((one) => one.code))];
  const settled = new Map((await readUsersNamed(link, ended)).map((user) => [user.id, user]));
  const voucher = voucherWith(after);
  return mapInPieces(users, (user) => voucher(settled.get(user.id) ?? user));
}
