import type { Ending } from "./accepted.ts";
import type { Time } from "./clocks.ts";

/** What happened, in words, and how often each thing was met. */
export class Chronicle {
  readonly trace: string[] = [];
  /** How often each ending was met: a simulation that refuses everything shows nothing. */
  readonly endings: Record<Ending, number> = { ok: 0, refused: 0, unknown: 0 };
  /** Kinds of commands that were accepted, and of faults that were met. */
  readonly met = new Map<string, number>();
  readonly #time: Time;

  constructor(time: Time) {
    this.#time = time;
  }

  say(who: string, what: string, ...more: readonly unknown[]): void {
    const details = more.filter((one) => one !== undefined).map((one) => JSON.stringify(one));
    const at = new Date(this.#time.now).toISOString().slice(11, 23);
    this.trace.push([at, who.padEnd(8), what, ...details].join(" "));
  }

  meet(what: string): void {
    this.met.set(what, (this.met.get(what) ?? 0) + 1);
  }

  end(ending: Ending, verb: string): void {
    this.endings[ending] += 1;
    if (ending === "ok") this.meet(verb);
  }
}
