import type { CyclePlan } from "./cycles.ts";
import type { LoginsPlan } from "./logins.ts";
import type { SteadyPlan } from "./steady.ts";
import type { VoucherPagesPlan } from "./voucher-pages.ts";

/** How much of the router part is measured. */
export interface RouterCounts {
  readonly steady: SteadyPlan;
  readonly cycles: readonly CyclePlan[];
  readonly logins: LoginsPlan;
  /** Each kind of event, so many times, over as many vouchers as the steady café has. */
  readonly events: number;
  readonly cafeBeats: number;
  readonly phoneLooks: number;
  readonly voucherPages: VoucherPagesPlan;
}

const SIZES = [100, 2_000, 10_000, 50_000];
const ACTIVE = [0, 60, 500];

const FULL: RouterCounts = {
  // The slowest thing that comes round is the whole list, every five minutes.
  steady: { vouchers: 2_000, active: 60, intervalMs: 10_000, arrivalMs: 60_000, windowMs: 300_000 },
  cycles: SIZES.flatMap((vouchers) =>
    ACTIVE.filter((active) => active <= vouchers).map((active) => ({
      ...{ vouchers, active, idleLooks: vouchers > 10_000 ? 3 : 12 },
      ...{ fullLooks: vouchers > 10_000 ? 1 : 4, naiveLooks: vouchers > 10_000 ? 2 : 4 },
    })),
  ),
  logins: { intervalMs: 10_000, active: 60, logins: 100, overMs: 60_000 },
  events: 20,
  cafeBeats: 5,
  phoneLooks: 10,
  voucherPages: { vouchers: 10_000, rounds: 100, pauses: 3, pauseMs: 20_000 },
};

const QUICK: RouterCounts = {
  steady: { vouchers: 100, active: 5, intervalMs: 1_000, arrivalMs: 500, windowMs: 3_000 },
  cycles: [{ vouchers: 100, active: 5, idleLooks: 3, fullLooks: 1, naiveLooks: 2 }],
  logins: { intervalMs: 1_000, active: 5, logins: 5, overMs: 1_000 },
  events: 2,
  cafeBeats: 1,
  phoneLooks: 1,
  voucherPages: { vouchers: 100, rounds: 2, pauses: 1, pauseMs: 100 },
};

export const routerCountsFor = (quick: boolean): RouterCounts => (quick ? QUICK : FULL);
