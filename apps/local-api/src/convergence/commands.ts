import type { Client } from "@libsql/client";
import { type Ending, greatestIn, noteAccepted } from "./accepted.ts";
import type { Chronicle } from "./chronicle.ts";
import type { Time } from "./clocks.ts";
import { type Desktop, Died } from "./desktop.ts";
import { hold } from "./failure.ts";
import { keepsItsOwnRules } from "./host-rules.ts";
import type { Mail } from "./mail.ts";
import type { ModelRows } from "./model/rows.ts";
import { edgeRequest } from "./phone.ts";
import type { Actor, Step } from "./plan.ts";
import type { PrimaryServer } from "./primary-server.ts";
import type { Rng } from "./rng.ts";
import { isOfRow, type Said } from "./said.ts";
import { Attempted, shopContext } from "./shop-context.ts";

export interface CommandParts {
  readonly model: ModelRows;
  readonly desktop: Desktop;
  readonly primary: PrimaryServer;
  readonly time: Time;
  readonly chronicle: Chronicle;
  readonly mail: Mail;
  /** Something that comes between what a command reads and what it writes. */
  readonly between: (step: Step) => Promise<void>;
}

/** Commands, from whoever says them to whichever database they are for; the model hears of what was accepted. */
export class Commands {
  readonly #parts: CommandParts;
  readonly #done = new Set<Said>();

  constructor(parts: CommandParts) {
    this.#parts = parts;
  }

  /** A primary that was restored does not remember what it answered. */
  forgetWhatWasDone(): void {
    this.#done.clear();
  }

  async byDesktop(step: Step, said: Said, rng: Rng): Promise<void> {
    const { fault, meanwhile, actor, verb } = step;
    const { chronicle, desktop } = this.#parts;
    chronicle.say(actor, verb, { ...said.words, ...(fault && { fault }) });
    if (fault?.kind === "dies") desktop.willDie(fault.at, fault.done);
    const died = await this.atDesktop(said, rng, meanwhile);
    const again = died || fault?.kind === "twice";
    // The browser repeats what it has no answer to.
    if (again && said.words.id !== undefined) await this.atDesktop(said, rng);
  }

  /** Answers whether the process died of it. */
  async atDesktop(said: Said, rng: Rng, meanwhile?: Step): Promise<boolean> {
    const { desktop } = this.#parts;
    const { clock, stamps, store, ids, local, alive } = desktop.life;
    const attempted = new Attempted();
    const context = shopContext({
      ...{ host: "local", who: "desktop", clock, stamps, store, ids, rng, attempted },
      aliveSpans: () => alive.spans,
      between: this.#between(meanwhile),
    });
    const ending = await this.#ending(said, () => said.run(context));
    desktop.willLive();
    if (ending === "unknown") await desktop.restart();
    const { local: now } = desktop.life;
    if (ending === "ok" && now === local) await this.#stampsAreNewest(attempted);
    await this.#note(now, said, attempted, ending);
    return ending === "unknown";
  }

  /** Stamps are greater than every stamp seen. */
  async #stampsAreNewest({ stamps }: Attempted): Promise<void> {
    const newest = stamps.at(-1);
    if (newest === undefined) return;
    const greatest = await greatestIn(this.#parts.desktop.life.local);
    hold(greatest <= newest, "stamps go on", () => `${greatest} was there before ${newest}`);
  }

  async byPhone(step: Step, said: Said, rng: Rng): Promise<void> {
    const { actor, verb, meanwhile, fault } = step;
    const { chronicle, mail } = this.#parts;
    chronicle.say(actor, verb, { ...said.words, ...(fault && { fault }) });
    const arrive = (who: Actor, between?: () => Promise<void>) => this.#atEdge(said, who, rng, between);
    if (fault?.kind === "undelivered") return;
    if (fault?.kind === "late") return mail.send(fault.after, () => arrive(actor));
    const atOnce = fault?.kind === "twice" && fault.after === 0 && said.words.id !== undefined;
    if (atOnce) return arrive(actor, () => arrive(actor));
    await arrive(actor, this.#between(meanwhile));
    if (fault === undefined || said.words.id === undefined || !("after" in fault)) return;
    mail.send(fault.after, () => {
      chronicle.say(actor, `${verb} (again)`, said.words);
      return arrive(actor);
    });
  }

  async #atEdge(said: Said, who: string, rng: Rng, between?: () => Promise<void>): Promise<void> {
    const attempted = new Attempted();
    const { primary, time } = this.#parts;
    const ending = await this.#ending(said, () =>
      said.run(edgeRequest({ primary, time, who, rng, attempted, between })),
    );
    await this.#note(primary.client, said, attempted, ending);
  }

  async #note(client: Client, said: Said, attempted: Attempted, ending: Ending): Promise<void> {
    await noteAccepted(client, attempted, ending, this.#parts.model);
    if (ending === "ok" && attempted.outcome === "written") await keepsItsOwnRules(client, said);
    // Whoever asks again hears that it is done.
    const isRepeat = this.#done.has(said);
    hold(!isRepeat || ending !== "refused", "a repeat is answered", () => JSON.stringify(said.words));
    // What changed nothing is not remembered. An edit of a row has no id of its own, nor has its deletion: the row may be
    // deleted meanwhile, or edited by somebody who did not know (it is there again then, and may be in use).
    const isKnown = attempted.outcome === "written" && said.words.id !== undefined && !isOfRow(said);
    if (ending === "ok" && isKnown) this.#done.add(said);
  }

  #between(step: Step | undefined): (() => Promise<void>) | undefined {
    return step && (() => this.#parts.between(step));
  }

  async #ending(said: Said, run: () => ReturnType<Said["run"]>): Promise<Ending> {
    const { chronicle } = this.#parts;
    let ending: Ending;
    try {
      const answer = await run();
      ending = answer.ok ? "ok" : "refused";
      chronicle.say("", answer.ok ? "ok" : `refused ${answer.error.code}`);
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      ending = "unknown";
      chronicle.say("", "the desktop died");
    }
    chronicle.end(ending, said.verb);
    return ending;
  }
}
