import { rm } from "node:fs/promises";
import type { KeeperName } from "./keeper.ts";
import { peakRssBytes } from "./process-costs.ts";
import { voucherCode } from "./simulated-router.ts";
import { meterOf, openStand, type Spent, type Stand } from "./stand.ts";

/** What one look costs. */
export interface CycleCost {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly routerBytes: number;
  readonly rowsWritten: number;
  /** Frames of the log of the database in which the caches are: what its replicas would fetch. */
  readonly frames: number;
}

export interface Cycles {
  readonly vouchers: number;
  readonly active: number;
  /** The first look: nothing is in the caches. */
  readonly first: CycleCost;
  /** A look after which there is nothing to write. */
  readonly idle: CycleCost;
  /** A look that reads the whole list, and finds one new voucher. */
  readonly full: CycleCost;
  /** Everything that follows when all who are active log in at once. */
  readonly logins: CycleCost | null;
  readonly peakRssBytes: number;
  /** A look of the naive mirror; each of them is the same. */
  readonly naive: CycleCost & { readonly peakRssBytes: number };
}

export interface CyclePlan {
  readonly vouchers: number;
  readonly active: number;
  readonly idleLooks: number;
  readonly fullLooks: number;
  readonly naiveLooks: number;
}

/** As often as the mirror lets itself be told: the pace changes nothing about a look. */
const INTERVAL_MS = 200;
const PATIENCE_MS = 180_000;

/** The real mirror and the naive one over so many vouchers and sessions, one after the other. */
export async function measureCycles(dir: string, plan: CyclePlan): Promise<Cycles> {
  const mirror = await withStand(dir, "mirror", plan, (stand) => mirrorCycles(stand, plan));
  const naive = await withStand(dir, "naive", plan, (stand) => naiveCycles(stand, plan));
  return { vouchers: plan.vouchers, active: plan.active, ...mirror, naive };
}

async function withStand<T>(
  dir: string,
  keeper: KeeperName,
  { vouchers }: CyclePlan,
  work: (stand: Stand) => Promise<T>,
): Promise<T> {
  const stand = await openStand({ dir, keeper, place: "main", vouchers, intervalMs: INTERVAL_MS });
  try {
    return await work(stand);
  } finally {
    await stand.close();
    await rm(dir, { recursive: true });
  }
}

async function mirrorCycles(stand: Stand, { vouchers, active, ...counts }: CyclePlan) {
  const { keeper } = stand;
  await keeper.sent({ vouchers_cache: vouchers }, 0, PATIENCE_MS);
  await keeper.look(1, PATIENCE_MS);
  const batch = keeper.batches[0];
  const first = {
    ...{ wallMs: keeper.looks[0]?.tookMs ?? Number.NaN, cpuMs: Number.NaN, routerBytes: Number.NaN },
    ...{ rowsWritten: batch?.cost.rowsWritten ?? Number.NaN, frames: batch?.cost.frames ?? Number.NaN },
  };
  const none = await quietLooks(stand, 2);
  const logins = active === 0 ? null : await allLogIn(stand, active, none);
  const idle = await quietLooks(stand, counts.idleLooks);
  const full: CycleCost[] = [];
  for (let n = 0; n < counts.fullLooks; n++) {
    const since = keeper.batches.length;
    full.push(
      await eventOf(stand, idle, async () => {
        await stand.router.addVoucher(`NEW${n}`);
        await keeper.sent({ vouchers_cache: 1 }, since, PATIENCE_MS);
      }),
    );
  }
  return { first, idle, full: mean(full), logins, peakRssBytes: peakRssBytes(keeper.pid) };
}

/** Looks between which nothing happens; a heartbeat that falls among them is not theirs. */
async function quietLooks(stand: Stand, looks: number): Promise<CycleCost> {
  const { keeper } = stand;
  await keeper.look(1, PATIENCE_MS);
  const from = keeper.looks.length;
  const spent = await meterOf(stand);
  await keeper.look(looks, PATIENCE_MS);
  const { cpuMs, routerBytes, looks: seen } = await spent();
  const wallMs = keeper.looks.slice(from).map(({ tookMs }) => tookMs);
  return {
    wallMs: wallMs.reduce((sum, one) => sum + one, 0) / wallMs.length,
    cpuMs: cpuMs / seen,
    routerBytes: routerBytes / seen,
    ...{ rowsWritten: 0, frames: 0 },
  };
}

async function allLogIn(stand: Stand, active: number, idle: CycleCost): Promise<CycleCost> {
  const since = stand.keeper.batches.length;
  return eventOf(stand, idle, async () => {
    for (let n = 1; n <= active; n++) await stand.router.login(voucherCode(n));
    await stand.keeper.sent({ sessions_cache: active, vouchers_cache: active }, since, PATIENCE_MS);
  });
}

/** What happens because of something: all that is spent until it is written, without the looks that found nothing. */
async function eventOf(stand: Stand, idle: CycleCost, work: () => Promise<void>): Promise<CycleCost> {
  const { keeper } = stand;
  const [looksBefore, batchesBefore] = [keeper.looks.length, keeper.batches.length];
  const spent = await meterOf(stand);
  await work();
  await keeper.look(1, PATIENCE_MS);
  const { looks, cpuMs, routerBytes } = await spent();
  const batches = keeper.batches.slice(batchesBefore).filter(({ wrote }) => !isBeat(wrote));
  const others = Math.max(0, looks - batches.length);
  return {
    wallMs: Math.max(...keeper.looks.slice(looksBefore).map(({ tookMs }) => tookMs)),
    cpuMs: Math.max(0, cpuMs - others * idle.cpuMs),
    routerBytes: Math.max(0, routerBytes - others * idle.routerBytes),
    rowsWritten: batches.reduce(
      (sum, { cost, wrote }) => sum + cost.rowsWritten - (wrote.heartbeats ?? 0),
      0,
    ),
    frames: batches.reduce((sum, { cost }) => sum + cost.frames, 0),
  };
}

const isBeat = (wrote: Readonly<Record<string, number>>) => Object.keys(wrote).join() === "heartbeats";

async function naiveCycles(stand: Stand, { vouchers, active, naiveLooks }: CyclePlan) {
  const { keeper } = stand;
  await keeper.sent({ vouchers_cache: vouchers }, 0, PATIENCE_MS);
  for (let n = 1; n <= active; n++) await stand.router.login(voucherCode(n));
  await keeper.look(2, PATIENCE_MS);
  const from = keeper.looks.length;
  const spent = await meterOf(stand);
  await keeper.look(naiveLooks, PATIENCE_MS);
  const total: Spent = await spent();
  const wallMs = keeper.looks.slice(from).map(({ tookMs }) => tookMs);
  return {
    wallMs: wallMs.reduce((sum, one) => sum + one, 0) / wallMs.length,
    cpuMs: total.cpuMs / total.looks,
    routerBytes: total.routerBytes / total.looks,
    rowsWritten: total.rowsWritten / total.looks,
    frames: total.frames / total.looks,
    peakRssBytes: peakRssBytes(keeper.pid),
  };
}

function mean(costs: readonly CycleCost[]): CycleCost {
  const of = (part: keyof CycleCost) => costs.reduce((sum, cost) => sum + cost[part], 0) / costs.length;
  return {
    ...{ wallMs: of("wallMs"), cpuMs: of("cpuMs"), routerBytes: of("routerBytes") },
    ...{ rowsWritten: of("rowsWritten"), frames: of("frames") },
  };
}
