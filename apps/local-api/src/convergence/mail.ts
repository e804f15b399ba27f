import type { Chronicle } from "./chronicle.ts";

interface Letter {
  readonly due: number;
  readonly arrive: () => Promise<void>;
}

/** What is on its way, and arrives some steps later. */
export class Mail {
  readonly #chronicle: Chronicle;
  #waiting: readonly Letter[] = [];
  #steps = 0;

  constructor(chronicle: Chronicle) {
    this.#chronicle = chronicle;
  }

  send(after: number, arrive: Letter["arrive"]): void {
    this.#waiting = [...this.#waiting, { due: this.#steps + after + 1, arrive }];
  }

  /** A step was taken. */
  step(): void {
    this.#steps += 1;
  }

  /** From now on everything is due. */
  rush(): void {
    this.#steps = Number.POSITIVE_INFINITY;
  }

  /** The primary is stopped to be restored: nothing that was on its way to it arrives any more. */
  lose(): void {
    this.#waiting = [];
  }

  async deliverDue(): Promise<void> {
    for (;;) {
      const next = this.#waiting.find(({ due }) => due <= this.#steps);
      if (next === undefined) return;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#chronicle.say("·", "something late arrives");
      await next.arrive();
    }
  }
}
