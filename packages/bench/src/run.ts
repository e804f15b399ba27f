import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { countsFor } from "./counts.ts";
import type { MeasuredUnits } from "./month.ts";
import type { Options, RowName } from "./options.ts";
import { Results } from "./results.ts";
import { measureBoard } from "./rows/board.ts";
import { measureDrain } from "./rows/drain.ts";
import { measureHole } from "./rows/hole.ts";
import { measureLook, measureUnits } from "./rows/month-units.ts";
import { measureBurst, measureIdle, measurePaced } from "./rows/traffic.ts";
import { measureDown, measureUp } from "./rows/visibility.ts";
import { measureWrites } from "./rows/write.ts";
import { type Contender, openStage, type Stage, type SubjectName } from "./stage.ts";
import { seededRandom } from "./statistics.ts";

/** The round trip at which the network is taken away, and at which what waited is sent. */
export const FAULTS_AT_MS = 100;

/** Medians of so many: a replica that is built anew meanwhile is a hundred times as much. */
const BURSTS = 3;

export interface Measured {
  readonly results: Results;
  readonly missing: ReadonlyMap<SubjectName, string>;
  readonly units: MeasuredUnits | undefined;
  readonly tookMs: number;
  /** How often the replica of ours was built anew: each time its whole database goes over the wire. */
  readonly rebuilds: number;
  /** Programs that wanted to run at once, on average over its last minute, sampled before each run and at the end. */
  readonly loads: readonly number[];
}

/** Measures everything that the options ask for, side by side. */
export async function measure(options: Options, dir: string, say: (line: string) => void): Promise<Measured> {
  const from = performance.now();
  const counts = countsFor(options.quick);
  const results = new Results();
  const random = seededRandom(options.seed);
  const wants = (row: RowName) => options.rows.includes(row);
  const stage = await openStage(dir, counts.historyRows, Date.now(), say);
  const faultsAt = options.roundTrips.includes(FAULTS_AT_MS) ? FAULTS_AT_MS : (options.roundTrips[0] ?? 0);
  try {
    for (const one of stage.contenders) {
      await one.subject.call("writes", { count: counts.warmUp, restMs: 0, rows: 1 });
      await one.subject.call("reads", { count: counts.warmUp, restMs: 0 });
      await one.subject.call("catchUp", null);
    }
    // Now: at the end of the bench the board shows more bills of the last half hour than a café has in an evening.
    const phoneLook = await measureLook(stage);
    const firstReplica = await stage.ours.call("replicaNumber", null);
    const loads: number[] = [];
    for (let run = 0; run < options.runs; run++) {
      loads.push(loadavg()[0] ?? 0);
      const inTurn = rotated(stage.contenders, run);
      for (const rtt of options.roundTrips) {
        await stage.delay(rtt);
        const each = async (row: RowName, work: (one: Contender) => Promise<void>) => {
          if (!wants(row)) return;
          say(`run ${run + 1} of ${options.runs}, ${rtt} ms: ${row}`);
          for (const one of inTurn) await work(one);
        };
        await each("write", (one) => measureWrites(one, rtt, counts, results));
        await each("visibility", (one) => measureUp(one, rtt, counts, results, random));
        if (wants("visibility"))
          await allDown(inTurn, (one) => measureDown(one, rtt, counts, results, random));
        await each("board", (one) => measureBoard(one, rtt, counts, results));
        if (rtt !== faultsAt) continue;
        await each("drain", (one) => measureDrain(one, rtt, counts, results));
        if (wants("hole")) {
          say(`run ${run + 1} of ${options.runs}, ${rtt} ms: hole`);
          await measureHole(stage.contenders, rtt, run, counts, results);
        }
        if (wants("drain") || wants("hole"))
          for (const one of inTurn) await one.subject.call("catchUp", null);
      }
    }
    const units = await measureCosts(stage, options, results, say);
    loads.push(loadavg()[0] ?? 0);
    const rebuilds = (await stage.ours.call("replicaNumber", null)) - firstReplica;
    return {
      ...{ results, missing: stage.missing, rebuilds, loads },
      units: units === undefined ? undefined : { ...units, phoneLook },
      tookMs: performance.now() - from,
    };
  } finally {
    await stage.close();
  }
}

/** What is counted and not timed: once, without a delay. */
async function measureCosts(
  stage: Stage,
  options: Options,
  results: Results,
  say: (line: string) => void,
): Promise<Omit<MeasuredUnits, "phoneLook"> | undefined> {
  const counts = countsFor(options.quick);
  const wantsMonth = options.rows.includes("month");
  if (!wantsMonth && !options.rows.includes("traffic")) return undefined;
  await stage.delay(0);
  await pause(500);
  say("traffic: an open shop in which nothing happens");
  const openHour = await measureIdle(stage, "open", counts, results);
  if (options.rows.includes("traffic")) {
    say("traffic: 1,000 writes");
    for (let time = 0; time < BURSTS; time++)
      for (const one of stage.contenders) await measureBurst(one, counts, results);
    await measurePaced(stage.contenders, counts, results);
  }
  if (wantsMonth) say("month: each command, and power cuts");
  const units = wantsMonth ? await measureUnits(stage, counts) : undefined;
  say("traffic: a closed shop");
  await stage.ours.call("closeShop", null);
  const closedHour = await measureIdle(stage, "closed", counts, results);
  return units === undefined ? undefined : { ...units, openHour, closedHour };
}

/** Waiting for others costs nobody anything: all at once. */
async function allDown(
  contenders: readonly Contender[],
  work: (one: Contender) => Promise<void>,
): Promise<void> {
  await Promise.all(contenders.map(work));
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
