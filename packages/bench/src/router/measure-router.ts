import { mkdir } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { measureCafeBeats } from "./cafe-beats.ts";
import type { RouterCounts } from "./counts.ts";
import { type Cycles, measureCycles } from "./cycles.ts";
import { startEdge } from "./edge.ts";
import { type EventCosts, measureEvents } from "./events.ts";
import { measureLogins } from "./logins.ts";
import { type LookCosts, measurePhoneLooks } from "./phone-looks.ts";
import { voucherCode } from "./simulated-router.ts";
import { openStand } from "./stand.ts";
import { measureSteady, type Steady } from "./steady.ts";
import { measureVoucherPages, type VoucherPages } from "./voucher-pages.ts";

export interface RouterMeasured {
  readonly counts: RouterCounts;
  readonly cycles: readonly Cycles[];
  readonly steady: readonly Steady[];
  readonly events: EventCosts;
  /** Milliseconds from a login until it is seen through edge-api. */
  readonly logins: readonly number[];
  readonly cafe: Awaited<ReturnType<typeof measureCafeBeats>>;
  readonly phoneLooks: LookCosts;
  readonly voucherPages: VoucherPages;
  readonly tookMs: number;
  readonly loads: readonly number[];
}

/** Everything about the router's mirror. The café that is watched for minutes has hardly anything to do; the rest is measured meanwhile, one after the other. */
export async function measureRouter(
  counts: RouterCounts,
  dir: string,
  random: () => number,
  say: (line: string) => void,
): Promise<RouterMeasured> {
  const from = performance.now();
  const loads = [loadavg()[0] ?? 0];
  await mkdir(dir, { recursive: true });
  say("router: watching a café at its true pace");
  const steady = measureSteady(join(dir, "steady"), counts.steady);
  // It is waited for below, after the others.
  steady.catch(() => undefined);
  const cycles: Cycles[] = [];
  for (const plan of counts.cycles) {
    say(`router: cycles over ${plan.vouchers} vouchers, ${plan.active} active`);
    cycles.push(await measureCycles(join(dir, "cycles"), plan));
  }
  say("router: logins through edge-api, events, the café's heartbeat");
  const [seen, events, cafe] = await Promise.all([
    measureEdge(join(dir, "edge"), counts, random),
    measureEvents(join(dir, "events"), counts.steady.vouchers, counts.events),
    measureCafeBeats(join(dir, "cafe"), counts.cafeBeats),
  ]);
  const watched = await steady;
  say(`router: searches and filters over ${counts.voucherPages.vouchers} vouchers, with nothing beside them`);
  const voucherPages = await measureVoucherPages(join(dir, "pages"), counts.voucherPages);
  loads.push(loadavg()[0] ?? 0);
  const tookMs = performance.now() - from;
  return { counts, cycles, steady: watched, events, ...seen, cafe, voucherPages, tookMs, loads };
}

async function measureEdge(dir: string, counts: RouterCounts, random: () => number) {
  const { logins: plan, steady } = counts;
  const stand = await openStand({
    ...{ dir, keeper: "mirror", place: "own", vouchers: steady.vouchers },
    intervalMs: plan.intervalMs,
  });
  try {
    for (let n = 1; n <= plan.active; n++) await stand.router.login(voucherCode(n));
    await stand.keeper.sent({ vouchers_cache: steady.vouchers, sessions_cache: plan.active }, 0);
    const edge = await startEdge(stand.main, stand.database);
    try {
      const logins = await measureLogins(stand, edge, plan, random);
      await stand.keeper.stop();
      return { logins, phoneLooks: await measurePhoneLooks(stand, edge, counts.phoneLooks) };
    } finally {
      await edge.stop();
    }
  } finally {
    await stand.close();
  }
}
