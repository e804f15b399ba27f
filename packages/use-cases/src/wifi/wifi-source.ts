import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { type LostUsage, lossThatCounts } from "@mikro-dash/domain/voucher/lost-usage";

export type VoucherStatus = "available" | "used" | "exhausted";

/** A voucher as the router, or the last look at it, describes it. Limits and uptime in bytes and seconds. */
export interface RouterVoucher {
  readonly id: string;
  readonly code: string;
  readonly status: VoucherStatus;
  readonly packageId: string | null;
  readonly profile: string | null;
  readonly bytesLimit: number | null;
  readonly bytesUsed: number;
  readonly timeLimit: number | null;
  readonly uptime: number;
  readonly isOnline: boolean;
  readonly macAddress: string | null;
  readonly deviceName: string | null;
  readonly createdAt: number | null;
  readonly lastSeenAt: number | null;
  /** Left out where nobody knows. */
  readonly disabled?: boolean;
}

export interface RouterSession {
  readonly id: string;
  readonly voucherCode: string;
  readonly macAddress: string | null;
  readonly ipAddress: string | null;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly uptime: number;
  readonly startedAt: number | null;
}

export interface RouterDevice {
  readonly id: string;
  readonly macAddress: string;
  readonly ipAddress: string | null;
  readonly name: string | null;
  readonly isOnline: boolean;
  readonly seenOn: string | null;
}

export interface RouterNetwork {
  readonly id: string;
  readonly name: string;
  readonly ssid: string | null;
  readonly enabled: boolean;
  readonly clients: number | null;
}

/** What the router forgot of a voucher when it lost its power, as the mirror noted it. */
export interface NotedLoss extends LostUsage {
  /** Voucher and start of the router. */
  readonly id: string;
  /** The router's id of the voucher. */
  readonly voucherId: string;
  readonly code: string;
}

/** Rows with where they came from and how old they are; `asOf` null = the router was never seen. */
export interface Sourced<T> {
  readonly source: "live" | "cached";
  readonly asOf: EpochMs | null;
  readonly items: readonly T[];
}

/** A page of vouchers with what is known of losses: asked for together, as it shows both. */
export interface VoucherPage extends Sourced<RouterVoucher> {
  /** As {@link WifiSource.losses} tells them. */
  readonly losses: Sourced<NotedLoss>;
}

export interface VoucherFilter {
  readonly status?: VoucherStatus;
  readonly packageId?: string;
  /** Made at this very instant: a batch. */
  readonly createdAt?: EpochMs;
  /** Only these codes, or all but these. */
  readonly codes?: { readonly listed: readonly string[]; readonly wanted: boolean };
  /** Part of a code, a device name or a MAC address; case does not matter. */
  readonly q?: string;
  /** Rows after this code. */
  readonly afterCode?: string;
  readonly limit: number;
}

/** When each part of the shop was last heard of; null = never. */
export interface Sightings {
  readonly router: EpochMs | null;
  readonly mirror: EpochMs | null;
  readonly cafe: EpochMs | null;
  /** Why the router cannot be used, in a sentence; null = nothing is wrong. */
  readonly routerProblem: string | null;
}

/**
 * What is known of the router. local-api asks the router and falls back to its last good look;
 * the edge reads the mirror's database. It never throws for a router that is away: the answer is `cached`.
 */
export interface WifiSource {
  /** Ordered by code; as they are now, if the router can be asked: something is decided by them. */
  vouchers(filter: VoucherFilter): Promise<Sourced<RouterVoucher>>;
  /** For a screen: in the same order, and from the last look at once, whose age it says. */
  voucherPage(filter: VoucherFilter): Promise<VoucherPage>;
  sessions(): Promise<Sourced<RouterSession>>;
  devices(): Promise<Sourced<RouterDevice>>;
  networks(): Promise<Sourced<RouterNetwork>>;
  /**
   * What vouchers that are still there have lost, restored or not, as far as it counts: what is not limited cannot be used
   * up. Answers at once with what is known; `asOf` null = nobody
   * knows (the mirror's database was never reached), which is not the same as none.
   */
  losses(): Promise<Sourced<NotedLoss>>;
  sightings(): Promise<Sightings>;
}

/** Losses of these vouchers, as far as they count. */
export function lossesOf(
  losses: readonly NotedLoss[],
  vouchers: readonly Pick<RouterVoucher, "id" | "code" | "bytesLimit" | "timeLimit">[],
): readonly NotedLoss[] {
  if (losses.length === 0) return [];
  const byId = new Map(vouchers.map((voucher) => [voucher.id, voucher]));
  return losses.flatMap((loss) => {
    const { code, bytesLimit = null, timeLimit = null } = byId.get(loss.voucherId) ?? {};
    if (code !== loss.code) return [];
    return lossThatCounts(loss, { bytesLimit, timeLimitSeconds: timeLimit }) ?? [];
  });
}
