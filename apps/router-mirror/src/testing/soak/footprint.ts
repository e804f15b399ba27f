import { readdirSync, readFileSync } from "node:fs";

const PAGE_BYTES = 4_096;
const MIB = 1024 * 1024;

/** What a process takes, looked at again and again. Only Linux tells. */
export class Footprint {
  readonly #pid: number;
  readonly #rss: number[] = [];
  readonly #handles: number[] = [];

  constructor(pid: number) {
    this.#pid = pid;
  }

  look(): void {
    this.#rss.push(
      (Number(readFileSync(`/proc/${this.#pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES) / MIB,
    );
    this.#handles.push(readdirSync(`/proc/${this.#pid}/fd`).length);
  }

  /** Medians of the second and the last quarter: what grows all the time is more in the last. */
  growth() {
    return { rssMiB: quarters(this.#rss), handles: quarters(this.#handles) };
  }
}

function quarters(values: readonly number[]): { readonly from: number; readonly to: number } {
  const quarter = Math.floor(values.length / 4);
  return { from: median(values.slice(quarter, 2 * quarter)), to: median(values.slice(-quarter)) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
