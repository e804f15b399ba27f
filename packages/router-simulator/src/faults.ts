/**
 * What can go wrong between a client and a router, on demand.
 * - `delay`: the command waits `ms` before it is run
 * - `silent`: it is never run and never answered, the connection stays open
 * - `reset` / `fin`: the connection ends before it is run
 * - `lose-answer`: it is run, and the connection is reset instead of answered
 * - `cut-answer`: the first `bytes` of the answer are sent, then the connection is reset
 * - `trap`: refused with `message` (none: a trap without a message)
 * - `double-trap`: two traps for one command
 * - `fatal`: `!fatal message`, then the connection is closed
 * - `segment`: the answer arrives in pieces of `bytes`
 * - `refuse`: the next connection is accepted and closed at once
 */
export interface Fault {
  readonly kind:
    | "delay"
    | "silent"
    | "reset"
    | "fin"
    | "lose-answer"
    | "cut-answer"
    | "trap"
    | "double-trap"
    | "fatal"
    | "segment"
    | "refuse";
  /** The command it strikes, or the beginning of it; every command when absent. */
  readonly on?: string;
  /** How many times it strikes; 1 when absent, null for ever. */
  readonly times?: number | null;
  readonly ms?: number;
  readonly bytes?: number;
  readonly message?: string;
}

const KINDS = new Set<string>([
  ...[
    "delay",
    "silent",
    "reset",
    "fin",
    "lose-answer",
    "cut-answer",
    "trap",
    "double-trap",
    "fatal",
    "segment",
    "refuse",
  ],
]);

export class Faults {
  #armed: { fault: Fault; left: number }[] = [];

  /** @throws RangeError when there is no such fault */
  add(fault: Fault): void {
    if (!KINDS.has(fault.kind)) {
      throw new RangeError(`"${fault.kind}" is not a fault: ${[...KINDS].join(", ")}`);
    }
    this.#armed.push({ fault, left: fault.times === null ? Number.POSITIVE_INFINITY : (fault.times ?? 1) });
  }

  clear(): void {
    this.#armed = [];
  }

  list(): readonly Fault[] {
    return this.#armed.map((one) => one.fault);
  }

  forCommand(command: string): Fault | undefined {
    return this.#take((fault) => fault.kind !== "refuse" && (!fault.on || command.startsWith(fault.on)));
  }

  forConnection(): Fault | undefined {
    return this.#take((fault) => fault.kind === "refuse");
  }

  #take(strikes: (fault: Fault) => boolean): Fault | undefined {
    const found = this.#armed.find((one) => strikes(one.fault));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#armed = this.#armed.filter((one) => one !== found);
    return found.fault;
  }
}
