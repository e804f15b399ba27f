import type { SubjectName } from "./stage.ts";
import { median, quantile } from "./statistics.ts";

/** A kind of number. Those that depend on the network are kept for each round trip. */
export type Metric =
  | "write"
  | "writeInside"
  | "pair"
  | "stall"
  | "sync"
  | "holeWrite"
  | "holeWriteInside"
  | "holeStall"
  | "holeSync"
  | "holeAnswered"
  | "up"
  | "down"
  | "board"
  | "boardInside"
  | "drain"
  | "drainRead"
  | "drainReadInside"
  | "idleOpen"
  | "idleClosed"
  | "burstBytes"
  | "singleBytes"
  | "rowsWritten";

interface Measured {
  readonly metric: Metric;
  readonly subject: SubjectName;
  readonly roundTripMs: number;
  /** One list for each run. */
  readonly runs: (readonly number[])[];
}

export interface Summary {
  /** Medians of what the runs say. */
  readonly p50: number;
  readonly p99: number;
  /** The greatest of all runs, and the p99 of all values of all runs together. */
  readonly max: number;
  readonly pooledP99: number;
  readonly runs: number;
  readonly values: number;
}

/** Everything that was measured, and the sentences where there is no number. */
export class Results {
  readonly #measured = new Map<string, Measured>();
  readonly #said = new Map<string, string>();

  add(metric: Metric, subject: SubjectName, roundTripMs: number, values: readonly number[]): void {
    if (values.length === 0) return;
    const key = `${metric} ${subject} ${roundTripMs}`;
    const one = this.#measured.get(key) ?? { metric, subject, roundTripMs, runs: [] };
    one.runs.push(values);
    this.#measured.set(key, one);
  }

  /** Why there is no number. */
  say(metric: Metric, subject: SubjectName, sentence: string): void {
    this.#said.set(`${metric} ${subject}`, sentence);
  }

  said(metric: Metric, subject: SubjectName): string | undefined {
    return this.#said.get(`${metric} ${subject}`);
  }

  summary(metric: Metric, subject: SubjectName, roundTripMs: number): Summary | undefined {
    const one = this.#measured.get(`${metric} ${subject} ${roundTripMs}`);
    if (one === undefined) return undefined;
    const all = one.runs.flat();
    return {
      p50: median(one.runs.map((values) => quantile(values, 0.5))),
      p99: median(one.runs.map((values) => quantile(values, 0.99))),
      max: Math.max(...all),
      pooledP99: quantile(all, 0.99),
      runs: one.runs.length,
      values: all.length,
    };
  }
}
