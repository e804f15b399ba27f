import type { Client } from "@libsql/client";
import { type IdSource, idSource } from "@mikro-dash/domain/ids";
import { createStore, type Store } from "@mikro-dash/use-cases/store/store";
import { drizzle } from "drizzle-orm/libsql/node";
import { type Logger, pino } from "pino";
import { beginClockLife } from "../clock/lives.ts";
import { greatestStamp } from "../clock/restore-stamps.ts";
import { type ShopClock, shopClock } from "../clock/shop-clock.ts";
import { type WriterStamps, writerStamps } from "../clock/writer-stamps.ts";
import { nodeId } from "../database/node-id.ts";
import { writeState } from "../database/sync-state.ts";
import { type AliveSpans, aliveSpans } from "../heartbeat/alive-spans.ts";
import { beginLife } from "../heartbeat/local-heartbeat.ts";
import { DeadLetters } from "../sync/dead-letters.ts";
import { Link } from "../sync/link.ts";
import { Meeting } from "../sync/meeting.ts";
import { mergePulled } from "../sync/merge-pulled.ts";
import { compareNow } from "../sync/nightly.ts";
import { PullLoop } from "../sync/pull.ts";
import { type PulledTable, pullStatements, readCursors, readPulled } from "../sync/pulled.ts";
import { PushLoop } from "../sync/push.ts";
import type { Time } from "./clocks.ts";
import type { Files } from "./files.ts";
import type { Plan } from "./plan.ts";
import { intercepted, type PrimaryServer } from "./primary-server.ts";
import type { Rng } from "./rng.ts";

/** The process is gone in the middle of something. */
export class Died extends Error {}

interface Life {
  readonly local: Client;
  readonly node: string;
  readonly clock: ShopClock;
  readonly stamps: WriterStamps;
  readonly ids: IdSource;
  readonly store: Store;
  readonly push: PushLoop;
  readonly pull: PullLoop;
  readonly merge: (tables: readonly PulledTable[]) => Promise<void>;
  readonly alive: AliveSpans;
}

const SILENT: Logger = pino({ level: "silent" });
const NEVER = new AbortController().signal;

export interface DesktopParts {
  readonly files: Files;
  readonly time: Time;
  readonly primary: PrimaryServer;
  readonly rng: Rng;
  readonly plan: Pick<Plan, "batchRows" | "pageRows">;
  /** The primary was heard for the first time in a life: rows that it has not seen may have been stamped anew. */
  readonly onMet: (local: Client, node: string) => Promise<void>;
  /** It noted that it is alive. */
  readonly onBeat: (now: number) => void;
}

/** The shop computer: its file, and one life of its process after the other, made of what local-api is made of. */
export class Desktop {
  readonly #files: Files;
  readonly #time: Time;
  readonly #primary: PrimaryServer;
  readonly #rng: Rng;
  readonly #onMet: DesktopParts["onMet"];
  readonly #onBeat: DesktopParts["onBeat"];
  readonly #batchRows: number;
  readonly #pageRows: number;
  #life: Life | undefined;
  #death: { left: number; done: boolean } | undefined;
  #agentsPage: readonly PulledTable[] = [];
  #seenAlive: number | null = null;
  lives = 0;
  /** The primary was heard in this life. */
  hasMet = false;

  constructor(parts: DesktopParts) {
    this.#files = parts.files;
    this.#time = parts.time;
    this.#primary = parts.primary;
    this.#rng = parts.rng;
    this.#onMet = parts.onMet;
    this.#onBeat = parts.onBeat;
    this.#batchRows = parts.plan.batchRows;
    this.#pageRows = parts.plan.pageRows;
  }

  get life(): Life {
    if (this.#life === undefined) throw new Error("the desktop is off");
    return this.#life;
  }

  /** The process will die at the `at`-th look at its database from now. */
  willDie(at: number, done: boolean): void {
    this.#death = { left: at, done };
  }

  willLive(): void {
    this.#death = undefined;
  }

  async start(): Promise<void> {
    const file = await this.#files.openLocal();
    const local = this.#mortal(file);
    const clock = shopClock(this.#time.desktop, this.#time.desktopMonotonic);
    const randomBytes = this.#rng.bytes;
    const node = await nodeId(local, randomBytes);
    const last = await greatestStamp(local);
    const alive = await aliveSpans(local, (await beginLife(local)).lastSeenAt);
    const stamps = writerStamps({ node, clock, last });
    await beginClockLife(local, { after: last ?? "", from: clock.now() });
    const link = new Link({ now: clock.now, random: () => 0, onChange: nothing });
    const primary = this.#primary.overTheNetwork;
    const meeting = new Meeting({
      ...{ local, primary, node, stamps, log: SILENT, onSchemaRight: nothing },
      clock: this.#exactly(clock),
      exclusive: (work) => work(),
    });
    const beforeExchange = async () => {
      await meeting.ensure();
      if (!this.hasMet) await this.noteMeeting();
      this.hasMet = true;
    };
    const merge = async (tables: readonly PulledTable[]) => {
      if ((await mergePulled(local, stamps, tables)).length > 0) push.notePulled();
    };
    const push = new PushLoop({
      ...{ local, primary, node, link, log: SILENT, deadLetters: new DeadLetters(local) },
      ...{
        now: clock.now,
        onPushed: nothing,
        onRestoredPrimary: () => pull.lookBack(),
        batchRows: this.#batchRows,
      },
      ...{ learnTime: (primaryNow) => clock.learn(primaryNow, 0), beforeExchange },
    });
    const pull = new PullLoop({
      ...{ primary, agent: null, link, log: SILENT, merge, onPulled: nothing, isBusy: () => false },
      ...{ readCursors: () => readCursors(local), pageRows: this.#pageRows, beforeExchange },
    });
    await push.resume();
    this.hasMet = false;
    const store = createStore({ db: drizzle({ client: local }), kind: "local" });
    const ids = idSource({ clock, randomBytes });
    this.#life = { local, node, clock, stamps, ids, store, push, pull, merge, alive };
    this.lives += 1;
    await this.beat();
  }

  /** A sign of life; the program gives one every 5 s. */
  async beat(): Promise<void> {
    const { alive, clock } = this.life;
    const now = clock.now();
    await alive.beat(now);
    this.#seenAlive = now;
    this.#onBeat(now);
  }

  /** Tells what an exchange may have stamped anew: the first one of a life, or one that the process died in. */
  async noteMeeting(): Promise<void> {
    const { local, node } = this.life;
    await this.#onMet(local, node);
  }

  /** Everything in memory is gone; what the file holds is not. */
  async restart(whileOff: () => void = nothing): Promise<void> {
    this.willLive();
    if (this.#seenAlive !== null) await writeState(this.life.local, "heartbeat", String(this.#seenAlive));
    this.stop();
    this.#agentsPage = [];
    whileOff();
    await this.start();
  }

  stop(): void {
    this.#life?.local.close();
    this.#life = undefined;
  }

  push(): Promise<void> {
    return this.life.push.drain(NEVER);
  }

  pull(): Promise<void> {
    return this.life.pull.look(NEVER);
  }

  /** What happens each night. */
  compare(): Promise<void> {
    const { local, clock } = this.life;
    const primary = this.#primary.overTheNetwork;
    const parts = { local, primary, log: SILENT, now: clock.now, random: () => 0, isBusy: () => false };
    const told = { onChanged: nothing, wakePush: nothing, compareReplica: nothing };
    return compareNow({ ...parts, ...told }, NEVER);
  }

  /** The replica was of a primary that is no more. */
  forgetReplica(): void {
    this.#agentsPage = [];
  }

  /** The sync agent reads a page at one time and hands it over at another: here, the next time it is asked. */
  async latePage(): Promise<void> {
    const page = this.#agentsPage;
    const { client } = this.#primary;
    const statements = pullStatements(await readCursors(this.life.local), this.#pageRows);
    this.#agentsPage = readPulled(await client.batch(statements, "read"), this.#pageRows).tables;
    await this.life.merge(page);
  }

  /** The same clock, learning the primary's time as if the answer had taken none: runs of a seed shall not differ. */
  #exactly(clock: ShopClock): ShopClock {
    const learn = () => clock.learn(this.#time.primary(), 0);
    return Object.defineProperties({ ...clock, learn }, { offsetMs: { get: () => clock.offsetMs } });
  }

  #mortal(file: Client): Client {
    return intercepted(file, async (go, statements) => {
      const death = this.#death;
      if (death === undefined) return go(statements);
      death.left -= 1;
      if (death.left > 0) return go(statements);
      if (death.done) await go(statements);
      throw new Died();
    });
  }
}

const nothing = () => undefined;
