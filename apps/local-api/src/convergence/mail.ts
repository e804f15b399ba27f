import type { Chronicle } from "./chronicle.ts";

interface Letter {
  readonly due: number;
  readonly from: "desktop" | "phone";
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

  send(from: Letter["from"], after: number, arrive: Letter["arrive"]): void {
    this.#waiting = [...this.#waiting, { from, due: this.#steps + after + 1, arrive }];
  }

  /** A step was taken. */
  step(): void {
    this.#steps += 1;
  }

  /** From now on everything is due. */
  rush(): void {
    this.#steps = Number.POSITIVE_INFINITY;
  }

  /** Whoever waits for an answer from the phones' side does not wait that long. */
  forgetPhones(): void {
    this.#waiting = this.#waiting.filter(({ from }) => from !== "phone");
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
