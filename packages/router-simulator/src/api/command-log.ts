import { textOf } from "../wire/byte-string.ts";
import type { Request } from "../wire/sentence.ts";

export interface LoggedCommand {
  readonly command: string;
  readonly account: string;
  /** `=key=value` and `?query` words, passwords left out. */
  readonly words: readonly string[];
}

const KEPT = 1_000;

/** What clients asked of the router: the last thousand commands, and a count of each. */
export class CommandLog {
  #last: LoggedCommand[] = [];
  #counts = new Map<string, number>();
  #inFlight = 0;
  #mostAtOnce = 0;

  /** Notes a command; the answer ends it. */
  note(request: Request, account: string | undefined): void {
    const words: string[] = [];
    for (const [key, value] of request.attributes) {
      words.push(/pass|response|secret/.test(key) ? `=${key}=…` : `=${key}=${textOf(value)}`);
    }
    for (const query of request.queries) words.push(`?${textOf(query)}`);
    this.#last.push({ command: request.command, account: textOf(account ?? ""), words });
    if (this.#last.length > KEPT) this.#last.shift();
    this.#counts.set(request.command, (this.#counts.get(request.command) ?? 0) + 1);
    this.#inFlight += 1;
    this.#mostAtOnce = Math.max(this.#mostAtOnce, this.#inFlight);
  }

  ended(): void {
    this.#inFlight -= 1;
  }

  /** Commands that waited for their answers at the same moment, at most. */
  get mostAtOnce(): number {
    return this.#mostAtOnce;
  }

  last(): readonly LoggedCommand[] {
    return this.#last;
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
