/**
 * What can go wrong between a client and a router, on demand.
 *
 * Before the command is run:
 * - `delay`: it waits `ms`
 * - `silent`: it is never run and never answered, the connection stays open
 * - `half-open`: from here on the connection is dead, and nobody tells the client
 * - `reset` / `fin`: the connection ends
 * - `trap`: refused with `message` (none: a trap without a message); `double-trap`: two traps for one command
 * - `no-permission`: refused for want of a policy; `full-flash`: refused, but only what would be written
 * - `fatal`: `!fatal message`, then the connection is closed
 * - `refuse-login`: the next login is refused, however right it is
 * - `clock-jump`: the router's clock jumps by `ms`, which may be negative; the command is run
 *
 * After it was run:
 * - `lose-answer`: the connection is reset instead of answered
 * - `cut-answer`: the first `bytes` of the answer are sent (half of it without), then the connection ends by a reset, or by
 *   `end: "fin"`
 * - `segment`: the answer arrives in pieces of `bytes`; -1: whole but its last byte, then that. With `ms`, it drips.
 *
 * Of connections:
 * - `refuse`: the next one is accepted and closed at once
 * - `mute`: the next one is accepted, and nothing is ever said on it
 */
const COMMAND_KINDS = [
  ...(["delay", "silent", "half-open", "reset", "fin", "trap", "double-trap", "no-permission"] as const),
  ...(["full-flash", "fatal", "refuse-login", "clock-jump", "lose-answer", "cut-answer", "segment"] as const),
] as const;
const CONNECTION_KINDS = ["refuse", "mute"] as const;

type CommandFault = (typeof COMMAND_KINDS)[number];
type ConnectionFault = (typeof CONNECTION_KINDS)[number];

export interface Fault {
  readonly kind: CommandFault | ConnectionFault;
  /** The command it strikes, or the beginning of it; every command when absent. */
  readonly on?: string;
  /** Only commands of who is logged in with this name; anybody's when absent. */
  readonly account?: string;
  /** How many times it strikes; 1 when absent, null for ever. */
  readonly times?: number | null;
  readonly ms?: number;
  readonly bytes?: number;
  readonly message?: string;
  readonly end?: "reset" | "fin";
}

const WRITES = /\/(add|set|unset|enable|disable|move)$/;

export class Faults {
  #armed: { fault: Fault; left: number }[] = [];

  /** @throws RangeError when there is no such fault */
  add(fault: Fault): void {
    const kinds: readonly string[] = [...COMMAND_KINDS, ...CONNECTION_KINDS];
    if (!kinds.includes(fault.kind)) {
      throw new RangeError(`"${fault.kind}" is not a fault: ${kinds.join(", ")}`);
    }
    this.#armed.push({ fault, left: fault.times === null ? Number.POSITIVE_INFINITY : (fault.times ?? 1) });
  }

  clear(): void {
    this.#armed = [];
  }

  list(): readonly Fault[] {
    return this.#armed.map((one) => one.fault);
  }

  /** @param account who is logged in; undefined before */
  forCommand(command: string, account: string | undefined): Fault | undefined {
    return this.#take((fault) => (fault.account ?? account) === account && strikesCommand(fault, command));
  }

  forConnection(): Fault | undefined {
    return this.#take((fault) => isOfConnections(fault));
  }

  #take(strikes: (fault: Fault) => boolean): Fault | undefined {
    const found = this.#armed.find((one) => strikes(one.fault));
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#armed = this.#armed.filter((one) => one !== found);
    return found.fault;
  }
}

const isOfConnections = ({ kind }: Fault): boolean => (CONNECTION_KINDS as readonly string[]).includes(kind);

function strikesCommand(fault: Fault, command: string): boolean {
  if (isOfConnections(fault) || !command.startsWith(fault.on ?? "")) return false;
  if (fault.kind === "refuse-login") return command === "/login";
  if (fault.kind === "full-flash") return WRITES.test(command);
  return true;
}
