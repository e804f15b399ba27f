import { setTimeout as pause } from "node:timers/promises";
import { randomFaults } from "@mikro-dash/router-simulator/fault-script";
import type { FaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { type Random, randomOf } from "./random.ts";

/** The mirror's account on the router. */
export const MIRROR = "mirror";
/** Who is online all the time: only the router's own end ends their sessions. */
export const REGULARS = ["V00001", "V00002", "V00003"];
const GUESTS = Array.from({ length: 10 }, (_, i) => `V${String(10 + i).padStart(5, "0")}`);
/** Answers that are worth losing: of writes, which nobody knows then whether they were done, and of what the mirror reads. */
const WRITES = [
  ...["/ip/hotspot/user/add", "/ip/hotspot/user/set", "/ip/hotspot/user/remove", "/interface/wifi/set"],
  ...["/ip/firewall/address-list/add", "/ip/firewall/address-list/remove", "/ip/hotspot/active/remove"],
];
const READS = [
  ...["/ip/hotspot/user/print", "/ip/hotspot/user/print", "/ip/hotspot/active/print"],
  ...["/ip/dhcp-server", "/interface/wifi"],
];
const PEOPLE_EVERY_MS = 400;

/** In real time. */
export interface Pace {
  readonly routerEveryMs: number;
  readonly databaseEveryMs: number;
  /** Between two ends of the router, by its power or in order. */
  readonly restartEveryMs: number;
}

/** What goes wrong, and what people do meanwhile, drawn from a seed. */
export class Troubles {
  readonly counts: Record<string, number> = {};
  readonly #controlUrl: string;
  readonly #proxy: FaultProxy;
  readonly #pace: Pace;
  readonly #ended = new AbortController();
  #threads: Promise<void>[] = [];

  constructor(controlUrl: string, proxy: FaultProxy, pace: Pace) {
    this.#controlUrl = controlUrl;
    this.#proxy = proxy;
    this.#pace = pace;
  }

  async begin(seed: number): Promise<void> {
    const pace = this.#pace;
    await this.#regularsCome();
    const nextFault = randomFaults(seed);
    this.#threads = [
      this.#every(pace.routerEveryMs, randomOf(seed + 1), async (random) => {
        const fault = random.of([
          () => nextFault(),
          () => ({ kind: "lose-answer", on: random.of(WRITES) }),
          () => ({
            kind: random.of(["cut-answer", "trap"]),
            on: random.of(READS),
            times: 1 + random.below(6),
          }),
        ])?.() ?? { kind: "reset" };
        this.#count(`router ${fault.kind}`);
        await this.ask("POST /faults", fault);
      }),
      this.#every(pace.databaseEveryMs, randomOf(seed + 2), (random) => this.#breakLink(random)),
      this.#every(pace.restartEveryMs, randomOf(seed + 3), async (random) => {
        const way = random.of(["POST /power-cut", "POST /reboot"]) ?? "";
        this.#count(way);
        await this.ask(way, { downMs: 500 + random.below(1_500) });
        await this.#regularsCome();
      }),
      this.#every(PEOPLE_EVERY_MS, randomOf(seed + 4), async (random) => {
        const code = random.of(GUESTS);
        await this.ask(random.below(2) === 0 ? "POST /login" : "POST /logout", { code });
      }),
    ];
  }

  /** From now on nothing goes wrong, and nobody comes or goes. */
  async end(): Promise<void> {
    this.#ended.abort();
    await Promise.all(this.#threads);
    await this.#proxy.heal();
    await this.ask("DELETE /faults");
  }

  /** One that the control API refuses, such as the login of somebody who is online, does nothing. */
  async ask(what: string, body?: unknown): Promise<void> {
    const [method = "", path = ""] = what.split(" ");
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    await (await fetch(this.#controlUrl + path, { method, ...sent })).text();
  }

  async #regularsCome(): Promise<void> {
    for (const code of REGULARS) await this.ask("POST /login", { code, bytesOutPerSecond: 1_000 });
  }

  async #breakLink(random: Random): Promise<void> {
    const way = random.of(["black hole", "half-open", "reset", "refuse", "answers lost"] as const);
    this.#count(`database ${way}`);
    if (way === "black hole") this.#proxy.blackHole();
    else if (way === "half-open") this.#proxy.halfOpen(random.of(["up", "down"]) ?? "up");
    else if (way === "reset") this.#proxy.reset();
    else if (way === "refuse") await this.#proxy.refuse();
    else this.#proxy.dropAnswers({ times: 1 + random.below(3) });
    await this.#pause(200 + random.below(2_000));
    await this.#proxy.heal();
  }

  #count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  async #every(ms: number, random: Random, work: (random: Random) => Promise<void>): Promise<void> {
    for (;;) {
      await this.#pause(ms / 2 + random.below(ms));
      if (this.#ended.signal.aborted) return;
      await work(random);
    }
  }

  async #pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#ended.signal }).catch(() => undefined);
  }
}
