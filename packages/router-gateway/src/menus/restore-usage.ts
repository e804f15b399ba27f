import type { Clock } from "@mikro-dash/domain/time/clock";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { restoredThrough, withRestoredMark } from "@mikro-dash/domain/voucher/comment";
import { formatDuration } from "@mikro-dash/domain/voucher/duration";
import { type LostUsage, limitsAfterLoss, lossesAfter } from "@mikro-dash/domain/voucher/lost-usage";
import type { VoucherLimits } from "@mikro-dash/domain/voucher/status";
import { RouterTrap } from "../link/link-failure.ts";
import type { RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { PATIENCE_MS, written } from "../link/written.ts";
import type { CreatedVoucher } from "./create-vouchers.ts";
import { type HotspotUser, readUserOfId, USERS } from "./hotspot-users.ts";
import { endSessionsOf, readSessions } from "./sessions.ts";
import { type RouterVoucher, vouchersOf } from "./vouchers.ts";

export interface RestoredUsage {
  /** How it stands then. */
  readonly voucher: RouterVoucher;
  /** What it was lowered from; null when that had been done before. */
  readonly before: VoucherLimits | null;
}

/**
 * Takes what the router forgot off a voucher's limits, once ever for each loss. A mark in its comment is written by the same
 * `set` as the limits: whatever happens between, either both are there or neither, and a limit that somebody changed
 * meanwhile is lowered from what it is now. A voucher that is used up by it is put offline.
 * @throws RouterTrap, LinkFailure; `no such item` when it is not there, or its id is another voucher's
 */
export async function restoreUsage(
  link: RouterLink,
  clock: Clock,
  { id, code }: CreatedVoucher,
  losses: readonly LostUsage[],
): Promise<RestoredUsage> {
  let before: VoucherLimits | null = null;
  // Look and write are one turn of the link, so nothing else of ours comes between; and as each try looks first, one whose
  // answer was lost can simply be made again.
  const lower = () =>
    link.run(
      USERS,
      async (menu) => {
        const user = await readUserOfId(menu, id);
        if (user?.code !== code) throw new RouterTrap("no such item");
        const due = lossesAfter(losses, restoredThrough(user.comment));
        const values = loweredBy(user, due);
        if (values === null) return;
        before = user;
        await menu.set(id, values);
      },
      PATIENCE_MS,
    );
  await written(lower, async () => false);
  const voucher = await readVoucher(link, clock, id);
  if (!voucher.isOnline || voucher.status !== "exhausted") return { voucher, before };
  await endSessionsOf(link, code);
  return { voucher: await readVoucher(link, clock, id), before };
}

/** Null: there is nothing to write, for all is done or nothing limits this voucher. */
function loweredBy(user: HotspotUser, due: readonly LostUsage[]): RawRow | null {
  const { bytesLimit, timeLimitSeconds } = limitsAfterLoss(user, due);
  const limits = {
    ...(bytesLimit === user.bytesLimit ? {} : { "limit-bytes-total": String(bytesLimit) }),
    ...(timeLimitSeconds === user.timeLimitSeconds
      ? {}
      : { "limit-uptime": formatDuration(timeLimitSeconds ?? 0) }),
  };
  if (Object.keys(limits).length === 0) return null;
  const through = epochMs(Math.max(...due.map((loss) => loss.bootedAt)));
  return { ...limits, comment: withRestoredMark(user.comment, through) };
}

async function readVoucher(link: RouterLink, clock: Clock, id: string): Promise<RouterVoucher> {
  const user = await link.run(USERS, (menu) => readUserOfId(menu, id), PATIENCE_MS);
  const [voucher] = user ? vouchersOf([user], await readSessions(link, clock, user.code)) : [];
  if (!voucher) throw new RouterTrap("no such item");
  return voucher;
}
