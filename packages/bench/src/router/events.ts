import { type Batch, sentRows } from "./keeper.ts";
import { voucherCode } from "./simulated-router.ts";
import { openStand, type Stand } from "./stand.ts";

/** What the database counts for one thing that happens. */
export interface EventCost {
  readonly rowsWritten: number;
  readonly rowsRead: number;
  readonly frames: number;
}

export type EventName = "heartbeat" | "login" | "logout" | "newVoucher" | "removedVoucher" | "newDevice";
export type EventCosts = Readonly<Record<EventName, EventCost>>;

const INTERVAL_MS = 200;
/** Devices are looked at once a minute, or when the router began again. */
const PATIENCE_MS = 90_000;

/** Each kind of thing, so many times, each by itself, over a list of this length. */
export async function measureEvents(dir: string, vouchers: number, times: number): Promise<EventCosts> {
  const stand = await openStand({ dir, keeper: "mirror", place: "main", vouchers, intervalMs: INTERVAL_MS });
  try {
    return await events(stand, vouchers, times);
  } finally {
    await stand.close();
  }
}

async function events(stand: Stand, vouchers: number, times: number): Promise<EventCosts> {
  const { keeper, router } = stand;
  await keeper.sent({ vouchers_cache: vouchers, devices_cache: 1 }, 0);
  const started = keeper.batches.length;
  const mac = (n: number) => `A4:83:E7:00:01:${n.toString(16).padStart(2, "0").toUpperCase()}`;
  for (let n = 0; n < times; n++) await router.device(mac(n));

  async function each(rows: Readonly<Record<string, number>>, work: (n: number) => Promise<void>) {
    const costs: EventCost[] = [];
    for (let n = 0; n < times; n++) {
      const since = keeper.batches.length;
      await work(n);
      await keeper.sent(rows, since);
      costs.push(costOf(keeper.batches.slice(since), Object.keys(rows)));
    }
    return over(costs.reduce(added), times);
  }
  const both = { sessions_cache: 1, vouchers_cache: 1 };
  const login = await each(both, (n) => router.login(voucherCode(n + 1), "idle"));
  const logout = await each(both, (n) => router.logout(voucherCode(n + 1)));
  const ids: string[] = [];
  const newVoucher = await each({ vouchers_cache: 1 }, async (n) => {
    ids.push(await router.addVoucher(`NEW${n}`));
  });
  const removedVoucher = await each({ vouchers_cache: 1 }, (n) => router.removeVoucher(ids[n] ?? ""));
  await router.reboot();
  await keeper.sent({ devices_cache: times }, started, PATIENCE_MS);
  const isBeat = ({ wrote }: Batch) => Object.keys(wrote).join() === "heartbeats";
  while (!keeper.batches.slice(started).some(isBeat))
    await keeper.sent({ heartbeats: 2 }, keeper.batches.length);
  const since = keeper.batches.slice(started);
  const beats = since.filter(isBeat);
  const heartbeat = over(costOf(beats, ["heartbeats"]), beats.length);
  const newDevice = over(costOf(since, ["devices_cache"]), sentRows(since, "devices_cache"));
  return { heartbeat, login, logout, newVoucher, removedVoucher, newDevice };
}

/** Of the batches that wrote to these tables; rows of others among them cost what rows cost: one each. */
function costOf(batches: readonly Batch[], tables: readonly string[]): EventCost {
  return batches
    .filter(({ wrote }) => tables.some((table) => wrote[table] !== undefined))
    .map(({ cost, wrote }) => {
      const others = Object.entries(wrote).filter(([table]) => !tables.includes(table));
      const foreign = others.reduce((sum, [, rows]) => sum + rows, 0);
      return { ...cost, rowsWritten: cost.rowsWritten - foreign };
    })
    .reduce(added, { rowsWritten: 0, rowsRead: 0, frames: 0 });
}

const added = (a: EventCost, b: EventCost): EventCost => ({
  rowsWritten: a.rowsWritten + b.rowsWritten,
  rowsRead: a.rowsRead + b.rowsRead,
  frames: a.frames + b.frames,
});

const over = (cost: EventCost, n: number): EventCost => ({
  rowsWritten: cost.rowsWritten / n,
  rowsRead: cost.rowsRead / n,
  frames: cost.frames / n,
});
