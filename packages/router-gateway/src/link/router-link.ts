import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "@mikro-dash/domain/time/clock";
import { BackOff } from "./back-off.ts";
import { LinkFailure, LoginRefused } from "./link-failure.ts";
import type { LinkState } from "./link-state.ts";
import type { RawMenu } from "./raw-menu.ts";
import { type Deadlines, type RouterAddress, RouterClient } from "./router-client.ts";

export interface LinkOptions {
  readonly address: RouterAddress;
  readonly deadlines: Deadlines;
  readonly clock: Clock;
  /** 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
/** A refused login is written to the router's log, and may lock the user out. */
const REFUSED_LOGIN_WAIT_MS = 15_000;

/** The one connection to the router: made when it is needed, made again when it was lost, one command at a time. */
export class RouterLink {
  #options: LinkOptions;
  #client: RouterClient | undefined;
  #backOff: BackOff;
  #queue: Promise<unknown> = Promise.resolve();
  #state: LinkState = { state: "never" };
  #lastFailure: LinkFailure | undefined;
  #closed = new AbortController();

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#backOff = new BackOff({ firstMs: FIRST_WAIT_MS, mostMs: LONGEST_WAIT_MS, random: options.random });
  }

  get state(): LinkState {
    return this.#state;
  }

  /**
   * @param patienceMs how long it may wait for the next attempt to connect; without it a router that was just away is
   * answered at once with the reason of the last failure.
   * @throws RouterTrap, LinkFailure
   */
  run<T>(path: string, command: (menu: RawMenu) => Promise<T>, patienceMs = 0): Promise<T> {
    const turn = this.#queue.then(async () => (await this.#connected(patienceMs)).run(path, command));
    this.#queue = turn.catch((error: unknown) => this.#noteFailure(error));
    return turn;
  }

  close(): void {
    this.#closed.abort();
    this.#client?.close();
  }

  async #connected(patienceMs: number): Promise<RouterClient> {
    if (this.#closed.signal.aborted) throw new LinkFailure("The connection to the router was closed.", false);
    if (this.#client?.isOpen) return this.#client;
    const waitMs = this.#backOff.waitMs(performance.now());
    if (waitMs > patienceMs)
      throw this.#lastFailure ?? new LinkFailure("The router is not reachable.", false);
    if (waitMs > 0) await pause(waitMs, undefined, { signal: this.#closed.signal }).catch(() => undefined);
    return this.#connect();
  }

  async #connect(): Promise<RouterClient> {
    try {
      const client = await RouterClient.connect(this.#options.address, this.#options.deadlines);
      if (this.#closed.signal.aborted) client.close();
      this.#client = client;
      this.#backOff.succeeded();
      this.#state = { state: "up", since: this.#options.clock.now() };
      return client;
    } catch (error) {
      const refused = error instanceof LoginRefused;
      this.#backOff.failed(performance.now(), refused ? REFUSED_LOGIN_WAIT_MS : 0);
      throw error;
    }
  }

  #noteFailure(error: unknown): void {
    if (!(error instanceof LinkFailure)) return;
    this.#lastFailure = error.ambiguous ? new LinkFailure(error.message, false) : error;
    const since = this.#state.state === "down" ? this.#state.since : this.#options.clock.now();
    this.#state = { state: "down", since, reason: error.message };
  }
}
