import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type KeeperName, sentRows } from "./keeper.ts";
import { peakRssBytes } from "./process-costs.ts";
import { voucherCode } from "./simulated-router.ts";
import { meterOf, openStand, type Place, type Spent, type Stand } from "./stand.ts";

/** How a program keeps the caches of a café in which nobody comes or goes, at its true pace. */
export interface Steady {
  readonly keeper: KeeperName;
  readonly place: Place;
  readonly spent: Spent;
  /** Rows that were sent meanwhile, by table. */
  readonly sent: Readonly<Record<string, number>>;
  /** Milliseconds of each look. */
  readonly lookMs: readonly number[];
  readonly peakRssBytes: number;
}

export interface SteadyPlan {
  readonly vouchers: number;
  readonly active: number;
  readonly intervalMs: number;
  /** The active ones log in spread over this, so that their minutes do not end together. */
  readonly arrivalMs: number;
  readonly windowMs: number;
}

const TABLES = ["heartbeats", "sessions_cache", "vouchers_cache", "devices_cache", "wifi_networks_cache"];
const VARIANTS = [
  ["mirror", "own"],
  ["mirror", "main"],
  ["naive", "own"],
  ["naive", "main"],
] as const;

/** The mirror and the naive one, in a database of their own and in the shop's, side by side in the same minutes. */
export async function measureSteady(dir: string, plan: SteadyPlan): Promise<readonly Steady[]> {
  return Promise.all(
    VARIANTS.map(async ([keeper, place]) => {
      const { vouchers, intervalMs } = plan;
      const where = join(dir, `${keeper}-${place}`);
      const stand = await openStand({ dir: where, keeper, place, vouchers, intervalMs, replica: true });
      try {
        return { keeper, place, ...(await watch(stand, plan)) };
      } finally {
        await stand.close();
      }
    }),
  );
}

async function watch(
  { keeper, ...stand }: Stand,
  { vouchers, active, arrivalMs, windowMs }: SteadyPlan,
): Promise<Omit<Steady, "keeper" | "place">> {
  await keeper.sent({ vouchers_cache: vouchers }, 0);
  for (let n = 1; n <= active; n++) {
    await stand.router.login(voucherCode(n));
    await pause(arrivalMs / active);
  }
  await keeper.look(2);
  const [looks, batches] = [keeper.looks.length, keeper.batches.length];
  const spent = await meterOf({ ...stand, keeper });
  await pause(windowMs);
  return {
    spent: await spent(),
    sent: Object.fromEntries(
      TABLES.map((table) => [table, sentRows(keeper.batches.slice(batches), table)] as const),
    ),
    lookMs: keeper.looks.slice(looks).map(({ tookMs }) => tookMs),
    peakRssBytes: peakRssBytes(keeper.pid),
  };
}
