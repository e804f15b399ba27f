import { setTimeout as pause } from "node:timers/promises";
import type { Counts } from "../counts.ts";
import type { Counted } from "../primaries/primary.ts";
import type { Results } from "../results.ts";
import type { Contender, Stage } from "../stage.ts";

const HOUR_MS = 3_600_000;
const OPEN_EVERY_MS = 1_000;
const CLOSED_EVERY_MS = 10_000;
const PACE_MS = 300;

/** What something cost the primary and the wire. */
export interface Cost {
  readonly rowsWritten: number;
  readonly rowsRead: number;
  /** Frames sent to replicas. */
  readonly frames: number;
  readonly wireBytes: number;
}

const NOTHING: Counted = { rowsWritten: 0, rowsRead: 0, frames: 0, framesSent: 0 };

/** What one contender did between two moments. */
export async function meter({ primary, link }: Pick<Contender, "primary" | "link">) {
  const before = { ...((await primary.counted()) ?? NOTHING), bytes: await link.call("bytes", null) };
  return async (): Promise<Cost> => {
    const after = { ...((await primary.counted()) ?? NOTHING), bytes: await link.call("bytes", null) };
    return {
      rowsWritten: after.rowsWritten - before.rowsWritten,
      rowsRead: after.rowsRead - before.rowsRead,
      frames: after.framesSent - before.framesSent,
      wireBytes: after.bytes - before.bytes,
    };
  };
}

export const times = (cost: Cost, factor: number): Cost => ({
  rowsWritten: cost.rowsWritten * factor,
  rowsRead: cost.rowsRead * factor,
  frames: cost.frames * factor,
  wireBytes: cost.wireBytes * factor,
});

/** An hour of ours with nobody doing anything: the database of the shop, and that of the heartbeats. */
export interface IdleHour {
  readonly primary: Cost;
  readonly mirror: Cost;
}

/** Nobody writes; all exchange at the same pace: each second (a page is open), or every ten (the shop is closed). */
export async function measureIdle(
  stage: Stage,
  when: "open" | "closed",
  counts: Counts,
  results: Results,
): Promise<IdleHour> {
  const everyMs = when === "open" ? OPEN_EVERY_MS : CLOSED_EVERY_MS;
  // Nothing has to be looked at while nobody looks.
  const exchanges = (one: Contender) => one.name !== "direct" || when === "open";
  for (const one of stage.contenders) if (exchanges(one)) await one.subject.call("exchange", { everyMs });
  await pause(Math.min(everyMs, counts.idleMs));
  const meters = await Promise.all(stage.contenders.map(meter));
  const ofMirror = await meter({ primary: stage.mirror, link: stage.mirrorLink });
  await pause(counts.idleMs);
  const costs = await Promise.all(meters.map((read) => read()));
  const mirror = times(await ofMirror(), HOUR_MS / counts.idleMs);
  for (const one of stage.contenders) await one.subject.call("exchange", { everyMs: null });
  const hours = costs.map((cost) => times(cost, HOUR_MS / counts.idleMs));
  for (const [n, one] of stage.contenders.entries()) {
    const bytes = (hours[n]?.wireBytes ?? 0) + (one.name === "ours" ? mirror.wireBytes : 0);
    results.add(when === "open" ? "idleOpen" : "idleClosed", one.name, 0, [bytes]);
  }
  const ours = stage.contenders.findIndex((one) => one.name === "ours");
  return { primary: hours[ours] ?? { rowsWritten: 0, rowsRead: 0, frames: 0, wireBytes: 0 }, mirror };
}

/** The bytes of 1,000 writes (two rows each), as fast as they go. */
export async function measureBurst(one: Contender, counts: Counts, results: Results): Promise<void> {
  const cost = await costOfWrites(one, counts.burst, 0, results);
  results.add("burstBytes", one.name, 0, [(cost.wireBytes / counts.burst) * 1_000]);
}

/** The same at a pace at which each is sent by itself; all at once, as nothing is timed. */
export async function measurePaced(
  contenders: readonly Contender[],
  counts: Counts,
  results: Results,
): Promise<void> {
  const count = counts.oneByOne;
  await Promise.all(
    contenders.map(async (one) => {
      const cost = await costOfWrites(one, count, PACE_MS, results);
      results.add("singleBytes", one.name, 0, [(cost.wireBytes / count) * 1_000]);
      if ((await one.primary.counted()) !== null)
        results.add("rowsWritten", one.name, 0, [cost.rowsWritten / count]);
      else results.say("rowsWritten", one.name, "the server does not count");
    }),
  );
}

/** The exchange goes on each second; what it costs by itself is taken off. */
async function costOfWrites(one: Contender, count: number, restMs: number, results: Results): Promise<Cost> {
  const { name, subject } = one;
  const exchanges = name !== "direct";
  await subject.call("exchange", { everyMs: exchanges ? OPEN_EVERY_MS : null });
  const from = performance.now();
  const read = await meter(one);
  await subject.call("writes", { count, restMs, rows: 2 });
  await subject.call("catchUp", null);
  await pause(1.5 * OPEN_EVERY_MS); // the last of them comes back with the next exchange
  const cost = await read();
  await subject.call("exchange", { everyMs: null });
  const idleHour = exchanges ? (results.summary("idleOpen", name, 0)?.p50 ?? 0) : 0;
  const idleBytes = (idleHour / HOUR_MS) * (performance.now() - from);
  return { ...cost, wireBytes: Math.max(0, cost.wireBytes - idleBytes) };
}
