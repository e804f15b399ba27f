import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Clocks } from "./plan.ts";

const EVENING = Date.UTC(2026, 10, 22, 18);

/** True time, which nobody in the shop knows, and the clocks that everybody goes by. */
export class Time {
  #true = EVENING;
  #desktopJumps = 0;
  #primaryJumps = 0;
  readonly #wrong: Clocks;

  constructor(wrong: Clocks) {
    this.#wrong = wrong;
  }

  pass(ms: number): void {
    this.#true += ms;
  }

  get now(): EpochMs {
    return epochMs(this.#true);
  }

  /** Somebody, or something, sets the shop computer's clock. */
  desktopJumps(ms: number): void {
    this.#desktopJumps += ms;
  }

  primaryJumps(ms: number): void {
    this.#primaryJumps += ms;
  }

  readonly desktop = (): number => this.#true + this.#wrong.desktop + this.#desktopJumps;

  /** Runs too fast, or too slow, since the evening began; nobody can set it. */
  readonly desktopMonotonic = (): number => {
    const since = this.#true - EVENING;
    return since + Math.round((since * this.#wrong.desktopDrift) / 1_000_000);
  };

  readonly primary = (): number => this.#true + this.#wrong.primary + this.#primaryJumps;

  readonly edge = (): EpochMs => epochMs(this.#true + this.#wrong.edge);

  /** The corrected clock of a phone's page is not quite right either. */
  readonly phone = (phone: "phone-1" | "phone-2"): EpochMs => epochMs(this.#true + this.#wrong[phone]);
}
