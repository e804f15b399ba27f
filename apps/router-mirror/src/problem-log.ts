import type { Logger } from "pino";

/** Says when something goes wrong and when it is well again, not every ten seconds in between. */
export class ProblemLog {
  #log: Logger;
  #current = new Map<string, string>();

  constructor(log: Logger) {
    this.#log = log;
  }

  seen(what: string, problem: string): void {
    if (this.#current.get(what) === problem) return;
    this.#current.set(what, problem);
    this.#log.warn({ what }, problem);
  }

  gone(what: string): void {
    if (this.#current.delete(what)) this.#log.info({ what }, `${what}: well again`);
  }
}
