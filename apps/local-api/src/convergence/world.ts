import { setImmediate as turn } from "node:timers/promises";
import type { Client } from "@libsql/client";
import { unsentTables } from "../sync/unsent.ts";
import { type Ending, greatestIn, noteAccepted, noteTakenBack } from "./accepted.ts";
import { Time } from "./clocks.ts";
import { Desktop, type DesktopParts, Died } from "./desktop.ts";
import { hold } from "./failure.ts";
import type { Files } from "./files.ts";
import { furniture } from "./furniture.ts";
import { keepsItsOwnRules } from "./host-rules.ts";
import { ModelRows } from "./model/rows.ts";
import { edgeRequest } from "./phone.ts";
import type { Actor, Plan, Step } from "./plan.ts";
import { LinkDown, PrimaryServer } from "./primary-server.ts";
import { type Rng, rngOf } from "./rng.ts";
import { type Said, say } from "./said.ts";
import { Attempted, shopContext } from "./shop-context.ts";

const HOUR = 3_600_000;
const MOST_ROUNDS = 12;

/** One desktop, two phones, the primary between them, and the model that sees every row that anybody accepted. */
export class World {
  readonly model = new ModelRows();
  readonly trace: string[] = [];
  readonly time: Time;
  readonly primary: PrimaryServer;
  readonly desktop: Desktop;
  readonly #plan: Plan;
  #later: { due: number; what: () => Promise<void> }[] = [];
  #taken = 0;
  readonly #done = new Set<Said>();
  /** How often each ending was met: a simulation that refuses everything shows nothing. */
  readonly endings: Record<Ending, number> = { ok: 0, refused: 0, unknown: 0 };
  /** Kinds of commands that were accepted, and of faults that were met. */
  readonly met = new Map<string, number>();

  private constructor(plan: Plan, files: Files, primaryFile: ConstructorParameters<typeof PrimaryServer>[0]) {
    this.#plan = plan;
    this.time = new Time(plan.clocks);
    const later = (after: number, what: () => Promise<void>) => this.#postpone(after, what);
    this.primary = new PrimaryServer(primaryFile, this.time.primary, later);
    const rng = rngOf(plan.seed, 0xde5c);
    const onMet: DesktopParts["onMet"] = async (local, node) => {
      const rows = await noteTakenBack(local, node, this.model);
      if (rows === 0) return;
      this.#meet("taken back");
      this.#say("desktop", "takes back what its clock stamped ahead", { rows });
    };
    this.desktop = new Desktop({ files, time: this.time, primary: this.primary, rng, plan, onMet });
  }

  static async open(plan: Plan, files: Files): Promise<World> {
    const world = new World(plan, files, await files.openPrimary());
    await world.desktop.start();
    await world.#furnish();
    return world;
  }

  close(): void {
    this.desktop.stop();
    this.primary.client.close();
  }

  async take(step: Step): Promise<void> {
    this.#taken += 1;
    this.time.pass(step.pass);
    if (step.fault) this.#meet(`${step.actor === "desktop" ? "desktop" : "phone"}: ${step.fault.kind}`);
    await this.#deliverDue();
    await this.#step(step);
    await turn();
  }

  /** The link is good again: what was on its way arrives, and both sides talk until nothing is left to say. */
  async heal(): Promise<void> {
    this.#say("—", "the link is healed");
    this.#taken = Number.POSITIVE_INFINITY;
    await this.#deliverDue();
    this.time.pass(60_000);
    let quiet = 0;
    for (let round = 0; round < MOST_ROUNDS && quiet < 2; round++) {
      await this.desktop.push();
      await this.desktop.pull();
      const unsent = await unsentTables(this.desktop.life.local);
      quiet = unsent.size === 0 ? quiet + 1 : 0;
    }
    const unsent = [...(await unsentTables(this.desktop.life.local))];
    hold(unsent.length === 0, "nothing is dirty", () => JSON.stringify(unsent));
  }

  async #furnish(): Promise<void> {
    const rng = rngOf(this.#plan.seed, 0xf00d);
    for (const said of furniture(rng)) await this.#onDesktop(said, rng, undefined);
    await this.desktop.push();
  }

  async #step(step: Step): Promise<void> {
    const { verb, fault, picks } = step;
    const rng = rngOf(this.#plan.seed, 0x57e9, Math.round(step.n * 2));
    switch (verb) {
      case "push":
      case "pull":
      case "late page":
        return this.#motion(step);
      case "power cut":
        // A clock that lives on a flat battery starts somewhere else.
        if (picks[0] % 2 === 0) this.time.desktopJumps((picks[1] % (2 * HOUR)) - HOUR);
        this.#say(step.actor, verb);
        return this.desktop.restart();
      case "clock jumps": {
        const ms =
          (picks[0] % 2 === 0 ? 1 : -1) * (picks[1] % (picks[2] % 10 === 0 ? 400 * 24 * HOUR : HOUR));
        this.#say(step.actor, verb, { ms });
        return this.time.desktopJumps(ms);
      }
      case "primary clock jumps": {
        const ms = (picks[0] % 10_000) - 5_000;
        this.#say("primary", verb, { ms });
        return this.time.primaryJumps(ms);
      }
      default: {
        const isDesktop = step.actor === "desktop";
        const screen = isDesktop ? this.desktop.life.local : this.primary.client;
        const now = isDesktop ? this.desktop.life.clock.now() : this.time.phone(step.actor as "phone-1");
        const said = await say(step, screen, now, rng);
        if (said === null) return;
        if (isDesktop) return this.#desktopCommand(step, said, rng);
        return this.#phoneCommand(step, said, rng, fault);
      }
    }
  }

  async #motion({ verb, fault, actor, meanwhile }: Step): Promise<void> {
    if (fault?.kind === "dies") this.desktop.willDie(fault.at, fault.done);
    else this.primary.nextFault = fault;
    this.primary.meanwhile = meanwhile && (() => this.#between(meanwhile));
    let how = "done";
    try {
      if (verb === "push") await this.desktop.push();
      else if (verb === "pull") await this.desktop.pull();
      else await this.desktop.latePage();
    } catch (error) {
      if (!(error instanceof Died) && !(error instanceof LinkDown)) throw error;
      how = error instanceof Died ? "died" : "failed";
    }
    this.primary.nextFault = undefined;
    this.primary.meanwhile = undefined;
    this.desktop.willLive();
    this.#say(actor, verb, fault, how);
    if (how === "died") await this.desktop.restart();
  }

  async #desktopCommand(step: Step, said: Said, rng: Rng): Promise<void> {
    const { fault, meanwhile, actor, verb } = step;
    this.#say(actor, verb, { ...said.words, ...(fault && { fault }) });
    if (fault?.kind === "dies") this.desktop.willDie(fault.at, fault.done);
    const died = await this.#onDesktop(said, rng, meanwhile);
    const again = died || fault?.kind === "twice";
    // The browser repeats what it has no answer to.
    if (again && said.words.id !== undefined) await this.#onDesktop(said, rng, undefined);
  }

  /** Answers whether the process died of it. */
  async #onDesktop(said: Said, rng: Rng, meanwhile: Step | undefined): Promise<boolean> {
    const { clock, stamps, store, ids, local } = this.desktop.life;
    const attempted = new Attempted();
    const between = meanwhile && (() => this.#between(meanwhile));
    const parts = {
      host: "local",
      who: "desktop",
      clock,
      stamps,
      store,
      ids,
      rng,
      attempted,
      between,
    } as const;
    const ending = await this.#ending(said, () => said.run(shopContext(parts)));
    this.desktop.willLive();
    if (ending === "unknown") await this.desktop.restart();
    const { local: now } = this.desktop.life;
    if (ending === "ok" && now === local) await this.#stampsAreNewest(attempted);
    await this.#note(now, said, attempted, ending);
    return ending === "unknown";
  }

  /** Stamps are greater than every stamp seen. */
  async #stampsAreNewest({ stamps }: Attempted): Promise<void> {
    const newest = stamps.at(-1);
    if (newest === undefined) return;
    const greatest = await greatestIn(this.desktop.life.local);
    hold(greatest <= newest, "stamps go on", () => `${greatest} was there before ${newest}`);
  }

  async #phoneCommand(step: Step, said: Said, rng: Rng, fault: Step["fault"]): Promise<void> {
    const { actor, verb, meanwhile } = step;
    this.#say(actor, verb, { ...said.words, ...(fault && { fault }) });
    const arrive = (who: Actor, between?: () => Promise<void>) => this.#onEdge(said, who, rng, between);
    if (fault?.kind === "undelivered") return;
    if (fault?.kind === "late") return this.#postpone(fault.after, () => arrive(actor));
    const atOnce = fault?.kind === "twice" && fault.after === 0 && said.words.id !== undefined;
    if (atOnce) return arrive(actor, () => arrive(actor));
    await arrive(actor, meanwhile && (() => this.#between(meanwhile)));
    if (fault === undefined || said.words.id === undefined || !("after" in fault)) return;
    this.#postpone(fault.after, () => {
      this.#say(actor, `${verb} (again)`, said.words);
      return arrive(actor);
    });
  }

  async #onEdge(
    said: Said,
    who: string,
    rng: Rng,
    between: (() => Promise<void>) | undefined,
  ): Promise<void> {
    const attempted = new Attempted();
    const { primary, time } = this;
    const ending = await this.#ending(said, () =>
      said.run(edgeRequest({ primary, time, who, rng, attempted, between })),
    );
    await this.#note(primary.client, said, attempted, ending);
  }

  async #note(client: Client, said: Said, attempted: Attempted, ending: Ending): Promise<void> {
    await noteAccepted(client, attempted, ending, this.model);
    if (ending === "ok" && attempted.outcome === "written") await keepsItsOwnRules(client, said);
    // Whoever asks again hears that it is done.
    const isRepeat = this.#done.has(said);
    hold(!isRepeat || ending !== "refused", "a repeat is answered", () => JSON.stringify(said.words));
    // What changed nothing is not remembered.
    const isKnown = attempted.outcome === "written" && said.words.id !== undefined;
    if (ending === "ok" && isKnown) this.#done.add(said);
  }

  async #between(step: Step): Promise<void> {
    this.#say("·", "meanwhile");
    // The first meeting waits until no command runs.
    if (step.verb === "pull" && !this.desktop.hasMet) return;
    if (step.verb === "pull") await this.desktop.pull();
    else await this.#step(step);
  }

  async #ending(said: Said, run: () => ReturnType<Said["run"]>): Promise<Ending> {
    let ending: Ending;
    try {
      const answer = await run();
      ending = answer.ok ? "ok" : "refused";
      this.#say("", answer.ok ? "ok" : `refused ${answer.error.code}`);
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      ending = "unknown";
      this.#say("", "the desktop died");
    }
    this.endings[ending] += 1;
    if (ending === "ok") this.#meet(said.verb);
    return ending;
  }

  #meet(what: string): void {
    this.met.set(what, (this.met.get(what) ?? 0) + 1);
  }

  #postpone(after: number, what: () => Promise<void>): void {
    this.#later.push({ due: this.#taken + after + 1, what });
  }

  async #deliverDue(): Promise<void> {
    for (;;) {
      const next = this.#later.find(({ due }) => due <= this.#taken);
      if (next === undefined) return;
      this.#later = this.#later.filter((one) => one !== next);
      this.#say("·", "something late arrives");
      await next.what();
    }
  }

  #say(who: string, what: string, ...more: readonly unknown[]): void {
    const details = more.filter((one) => one !== undefined).map((one) => JSON.stringify(one));
    const at = new Date(this.time.now).toISOString().slice(11, 23);
    this.trace.push([at, who.padEnd(8), what, ...details].join(" "));
  }
}
