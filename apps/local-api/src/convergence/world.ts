import { setImmediate as turn } from "node:timers/promises";
import { unsentTables } from "../sync/unsent.ts";
import { noteTakenBack } from "./accepted.ts";
import type { Healed } from "./check.ts";
import { Chronicle } from "./chronicle.ts";
import { Time } from "./clocks.ts";
import { Commands } from "./commands.ts";
import { Desktop, type DesktopParts, Died } from "./desktop.ts";
import { hold } from "./failure.ts";
import type { Files } from "./files.ts";
import { furniture, somethingNew } from "./furniture.ts";
import { Mail } from "./mail.ts";
import { ModelRows } from "./model/rows.ts";
import type { Plan, Step } from "./plan.ts";
import { LinkDown, PrimaryServer } from "./primary-server.ts";
import { looksTheSame, noteLost } from "./restoring.ts";
import { type Rng, rngOf } from "./rng.ts";
import { say } from "./said.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BEAT_MS = 30_000;
const MOST_ROUNDS = 12;

/** One desktop, two phones, the primary between them, and the model that sees every row that anybody accepted. */
export class World {
  readonly model = new ModelRows();
  readonly time: Time;
  readonly chronicle: Chronicle;
  readonly primary: PrimaryServer;
  readonly desktop: Desktop;
  /** An older state of the primary came back. */
  wasRestored = false;
  /** It lost nothing that the shop knows to be there, so that nothing but the comparison of the night can tell. */
  #waitsForNight = false;
  readonly #plan: Plan;
  readonly #files: Files;
  readonly #mail: Mail;
  readonly #commands: Commands;

  private constructor(plan: Plan, files: Files, primaryFile: ConstructorParameters<typeof PrimaryServer>[0]) {
    this.#plan = plan;
    this.#files = files;
    this.time = new Time(plan.clocks);
    this.chronicle = new Chronicle(this.time);
    this.#mail = new Mail(this.chronicle);
    const later = (after: number, what: () => Promise<void>) => this.#mail.send(after, what);
    this.primary = new PrimaryServer(primaryFile, this.time.primary, later);
    const onMet: DesktopParts["onMet"] = async (local, node) => {
      const rows = await noteTakenBack(local, node, this.model);
      if (rows === 0) return;
      this.chronicle.meet("taken back");
      this.chronicle.say("desktop", "takes back what its clock stamped ahead", { rows });
    };
    const onBeat = (now: number) => this.model.heartbeats.beat(now);
    const rng = rngOf(plan.seed, 0xde5c);
    this.desktop = new Desktop({ files, time: this.time, primary: this.primary, rng, plan, onMet, onBeat });
    const { model, desktop, primary, time, chronicle } = this;
    const between = (step: Step) => this.#between(step);
    this.#commands = new Commands({ model, desktop, primary, time, chronicle, mail: this.#mail, between });
  }

  static async open(plan: Plan, files: Files): Promise<World> {
    const world = new World(plan, files, await files.openPrimary());
    await world.desktop.start();
    await world.#furnish();
    return world;
  }

  /** What is to be compared when all is over. */
  get healed(): Healed {
    const { model, primary, time, wasRestored } = this;
    const { local, alive } = this.desktop.life;
    return { model, local, primary: primary.client, now: time.now, alive, wasRestored };
  }

  close(): void {
    this.desktop.stop();
    this.primary.client.close();
  }

  async take(step: Step): Promise<void> {
    this.#mail.step();
    await this.#pass(step.pass);
    if (step.fault) {
      this.chronicle.meet(`${step.actor === "desktop" ? "desktop" : "phone"}: ${step.fault.kind}`);
    }
    await this.#mail.deliverDue();
    await this.#step(step);
    await turn();
  }

  /** The link is good again: what was on its way arrives, and both sides talk until nothing is left to say. */
  async heal(): Promise<void> {
    this.chronicle.say("—", "the link is healed");
    this.#mail.rush();
    await this.#mail.deliverDue();
    await this.#pass(MINUTE);
    // Whether the primary is what it was is looked at with the next row that goes there.
    const rng = rngOf(this.#plan.seed, 0x4ea1);
    if (this.wasRestored) await this.#commands.atDesktop(somethingNew(), rng);
    await this.#talk();
    if (!this.#waitsForNight) return;
    await this.desktop.compare();
    await this.#talk();
  }

  async #talk(): Promise<void> {
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

  async #pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= BEAT_MS) {
      this.time.pass(Math.min(left, BEAT_MS));
      await this.desktop.beat();
    }
  }

  async #furnish(): Promise<void> {
    const rng = rngOf(this.#plan.seed, 0xf00d);
    for (const said of furniture(rng)) await this.#commands.atDesktop(said, rng);
    await this.desktop.push();
  }

  async #step(step: Step): Promise<void> {
    const { verb, picks, actor } = step;
    const rng = rngOf(this.#plan.seed, 0x57e9, Math.round(step.n * 2));
    switch (verb) {
      case "push":
      case "pull":
      case "late page":
        return this.#motion(step);
      case "power cut":
        this.chronicle.say(actor, verb);
        return this.desktop.restart(() => {
          this.time.pass(picks[2] % 2 === 0 ? 0 : picks[3] % (20 * MINUTE));
          // A clock that lives on a flat battery starts somewhere else.
          if (picks[0] % 2 === 0) this.time.desktopJumps((picks[1] % (2 * HOUR)) - HOUR);
        });
      case "clock jumps": {
        const far = picks[2] % 10 === 0 ? 400 * 24 * HOUR : HOUR;
        const ms = (picks[0] % 2 === 0 ? 1 : -1) * (picks[1] % far);
        this.chronicle.say(actor, verb, { ms });
        return this.time.desktopJumps(ms);
      }
      case "primary clock jumps": {
        const ms = (picks[0] % 10_000) - 5_000;
        this.chronicle.say("primary", verb, { ms });
        return this.time.primaryJumps(ms);
      }
      case "backup":
        this.chronicle.say("primary", verb);
        return this.#files.backUpPrimary(this.primary.client);
      case "primary restored":
        return this.#restorePrimary();
      default:
        return this.#command(step, rng);
    }
  }

  async #command(step: Step, rng: Rng): Promise<void> {
    const { clock, local, alive } = this.desktop.life;
    const viewer = { rng, now: clock.now(), aliveSpans: alive.spans };
    if (step.actor === "desktop") {
      const said = await say(step, local, viewer);
      return said === null ? undefined : this.#commands.byDesktop(step, said, rng);
    }
    const now = this.time.phone(step.actor);
    const said = await say(step, this.primary.client, { rng, now, aliveSpans: null });
    return said === null ? undefined : this.#commands.byPhone(step, said, rng);
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
    this.chronicle.say(actor, verb, fault, how);
    if (how !== "died") return;
    await this.desktop.restart();
    await this.desktop.noteMeeting();
  }

  async #restorePrimary(): Promise<void> {
    const { primary, desktop, chronicle } = this;
    let isThere = false;
    await primary.becomes(async () => {
      isThere = await this.#files.restorePrimary();
      return this.#files.openPrimary();
    });
    if (!isThere) return;
    this.wasRestored = true;
    if (await looksTheSame(desktop.life.local, primary.client)) this.#waitsForNight = true;
    this.#mail.lose();
    this.#commands.forgetWhatWasDone();
    desktop.forgetReplica();
    const lost = await noteLost(desktop.life.local, primary.client, this.model);
    chronicle.say("primary", "is what it was at its backup", { lost });
    chronicle.meet("primary restored");
    if (lost > 0) chronicle.meet("rows lost");
  }

  async #between(step: Step): Promise<void> {
    this.chronicle.say("·", "meanwhile");
    // The first meeting waits until no command runs.
    if (step.verb === "pull" && !this.desktop.hasMet) return;
    if (step.verb === "pull") await this.desktop.pull();
    else await this.#step(step);
  }
}
