import type { SubjectName } from "./stage.ts";

/** How often each thing is done in one run: what waits for the network is done less often the longer it waits. */
export interface Counts {
  readonly historyRows: number;
  readonly warmUp: number;
  writes(of: SubjectName, roundTripMs: number): number;
  /** Writes of two rows in one transaction. */
  pairs(of: SubjectName, roundTripMs: number): number;
  visible(of: SubjectName, roundTripMs: number): number;
  reads(of: SubjectName, roundTripMs: number): number;
  readonly queuedRows: number;
  /** Of a black hole, by the number of the run. */
  holeMs(run: number): number;
  readonly idleMs: number;
  readonly burst: number;
  readonly oneByOne: number;
  readonly powerCuts: number;
}

const waits = (of: SubjectName) => of === "replica" || of === "direct";
const lessOften = (count: number, of: SubjectName, roundTripMs: number) =>
  waits(of) ? Math.max(3, Math.round(count / (1 + roundTripMs / 12))) : count;

const FULL: Counts = {
  historyRows: 200_000,
  warmUp: 600,
  writes: (of, roundTripMs) => lessOften(waits(of) ? 130 : 400, of, roundTripMs),
  pairs: (of, roundTripMs) => (of === "replica" && roundTripMs > 0 ? 2 : lessOften(40, of, roundTripMs)),
  visible: (of, roundTripMs) => (roundTripMs === 100 ? (of === "replica" ? 6 : 12) : 4),
  reads: (of, roundTripMs) => (of === "direct" ? lessOften(150, of, roundTripMs) : 60),
  queuedRows: 10_000,
  holeMs: (run) => (run === 0 ? 60_000 : 15_000),
  idleMs: 60_000,
  burst: 400,
  oneByOne: 50,
  powerCuts: 2,
};

const QUICK: Counts = {
  historyRows: 2_000,
  warmUp: 8,
  writes: (of) => (waits(of) ? 3 : 16),
  pairs: () => 2,
  visible: () => 2,
  reads: (of) => (waits(of) ? 3 : 10),
  queuedRows: 500,
  holeMs: () => 3_000,
  idleMs: 5_000,
  burst: 50,
  oneByOne: 16,
  powerCuts: 1,
};

export const countsFor = (quick: boolean): Counts => (quick ? QUICK : FULL);
