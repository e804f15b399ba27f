import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import type { Cursors, PulledTable } from "../pulled.ts";
import type { FromAgent, ToAgent } from "./messages.ts";
import { directoryOf, removeOtherReplicas, sizeOf } from "./replica-files.ts";

const SILENCE_MS = 10_000;
/** A healthy agent is heard of every second; later than this, plain HTTP pulls as well. */
const FRESH_MS = 3_000;
const STOP_GRACE_MS = 700;
/** Failures in a row, with the primary in reach, until the replica is built anew. */
const FAILURES_UNTIL_REBUILD = 2;
/** Being killed from outside says nothing about a replica, unless (memory?) it goes on and on. */
const KILLS_UNTIL_FAILURE = 10;
/** One that lives and reports failures, once a second, may only be ahead of the primary's snapshot for a moment. */
const REPORTS_UNTIL_REBUILD = 5;
/** A replica that cannot even be built is left alone for so long. */
const GIVE_UP_MS = 5 * 60_000;
/** V8's usual ones: nobody waits for the agent, so it needs none of the memory that its parent was given. */
const USUAL_MEMORY = ["--min-semi-space-size=1", "--max-semi-space-size=16"];

export interface AgentParts {
  readonly dataDir: string;
  readonly primaryUrl: string;
  readonly authToken: () => string | undefined;
  readonly log: Logger;
  /** Of the agent's process; without secrets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readCursors: () => Promise<Cursors>;
  readonly merge: (tables: readonly PulledTable[]) => Promise<void>;
  readonly onSynced: (tookMs: number) => void;
  /** Whether the primary can be reached; without it a stuck agent says nothing about its replica. */
  readonly isOnline: () => boolean;
  /** The agent is not to be relied on: somebody should look by HTTP. */
  readonly onTrouble: () => void;
  /** Which `replica-<n>` directory holds the replica. */
  readonly replicaNumber: { read(): Promise<number>; write(n: number): Promise<void> };
}

/** Starts, watches and kills the sync agent; builds the replica anew when it fails again and again. */
export class AgentSupervisor {
  readonly #parts: AgentParts;
  #child: ChildProcess | undefined;
  #silence: NodeJS.Timeout | undefined;
  #heardAt = 0;
  #synced = false;
  #failures = 0;
  #kills = 0;
  #hasKilled = false;
  #reports = 0;
  #rebuiltInVain = 0;
  #givenUpUntil = 0;
  #starting = false;
  #intervalMs: number;
  #size = 0;

  constructor(parts: AgentParts, intervalMs: number) {
    this.#parts = parts;
    this.#intervalMs = intervalMs;
  }

  /** Everything that the primary had a moment ago has come through the replica. */
  get isFresh(): boolean {
    return this.#child !== undefined && this.#synced && performance.now() - this.#heardAt < FRESH_MS;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  set intervalMs(ms: number) {
    if (ms === this.#intervalMs) return;
    this.#intervalMs = ms;
    this.#tell({ type: "interval", intervalMs: ms });
  }

  /** Called while the primary is known to be in reach: without it the library hangs or throws. */
  async ensureStarted(): Promise<void> {
    if (this.#child !== undefined || this.#starting || performance.now() < this.#givenUpUntil) return;
    this.#starting = true;
    try {
      if (this.#failures >= FAILURES_UNTIL_REBUILD) await this.rebuild();
      if (performance.now() >= this.#givenUpUntil) await this.#start();
    } finally {
      this.#starting = false;
    }
  }

  /** The agent, if any, is killed; the next one builds its replica in a new directory. */
  async rebuild(): Promise<void> {
    const { log, replicaNumber } = this.#parts;
    this.#kill();
    this.#failures = 0;
    if (++this.#rebuiltInVain > FAILURES_UNTIL_REBUILD) {
      log.error("the replica cannot be built; pulling by HTTP for a while");
      this.#givenUpUntil = performance.now() + GIVE_UP_MS;
      this.#rebuiltInVain = 0;
    }
    const n = await replicaNumber.read();
    await replicaNumber.write(n + 1);
    log.warn({ replica: n + 1 }, "the replica is built anew");
  }

  /** The replica is compared with the primary; when it differs, it is built anew. */
  compare(): void {
    this.#tell({ type: "compare" });
  }

  /** The next agent begins with the token that is in use then; this one has done nothing wrong. */
  restart(): void {
    this.#kill();
    this.#failures = 0;
    this.#givenUpUntil = 0;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#givenUpUntil = Number.POSITIVE_INFINITY;
    if (child === undefined) return;
    clearTimeout(this.#silence);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    this.#tell({ type: "stop" });
    const timer = setTimeout(() => this.#kill(), STOP_GRACE_MS);
    await gone;
    clearTimeout(timer);
  }

  async #start(): Promise<void> {
    const { dataDir, primaryUrl, authToken, readCursors, replicaNumber } = this.#parts;
    const directory = directoryOf(dataDir, await replicaNumber.read());
    removeOtherReplicas(dataDir, directory);
    const cursors = await readCursors();
    const child = fork(fileURLToPath(new URL("./main.ts", import.meta.url)), {
      detached: true, // a process group of its own: Ctrl-C in the terminal is not for it
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: this.#parts.env,
      execArgv: USUAL_MEMORY,
    });
    this.#child = child;
    this.#hasKilled = false;
    this.#synced = false;
    this.#reports = 0;
    child.on("message", (message) => void this.#hear(child, directory, message as FromAgent));
    child.on("error", (error) => this.#parts.log.warn({ error: String(error) }, "sync agent"));
    child.once("exit", (code, signal) => this.#ended(child, code, signal));
    this.#watch(directory);
    this.#tell({
      ...{ type: "start", directory, primaryUrl, cursors },
      ...{ authToken: authToken(), intervalMs: this.#intervalMs },
    });
  }

  async #hear(child: ChildProcess, directory: string, message: FromAgent): Promise<void> {
    if (child !== this.#child) return;
    this.#watch(directory);
    switch (message.type) {
      case "alive":
        return;
      case "rows":
        try {
          await this.#parts.merge(message.tables);
          this.#tell({ type: "merged" });
        } catch (error) {
          this.#parts.log.error({ error: String(error) }, "rows of the replica could not be merged");
          this.#kill();
        }
        return;
      case "synced":
        this.#synced = true;
        this.#reports = 0;
        this.#failures = 0;
        this.#kills = 0;
        this.#rebuiltInVain = 0;
        return this.#parts.onSynced(message.tookMs);
      case "failed":
        return this.#failed(message.reason);
      case "unusable":
        this.#parts.log.warn({ reason: message.reason }, "the replica cannot be used");
        this.#failures = FAILURES_UNTIL_REBUILD;
        return;
    }
  }

  /** While the primary answers by HTTP, it is the replica that is at fault, not the network. */
  #failed(reason: string): void {
    this.#synced = false;
    this.#parts.log.warn({ reason }, "sync agent failed");
    this.#parts.onTrouble();
    if (!this.#parts.isOnline() || ++this.#reports < REPORTS_UNTIL_REBUILD) return;
    this.#failures = FAILURES_UNTIL_REBUILD;
    this.#kill();
  }

  #ended(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): void {
    if (child !== this.#child) return;
    clearTimeout(this.#silence);
    this.#child = undefined;
    const isFromOutside = signal === "SIGKILL" && !this.#hasKilled;
    const counts = !isFromOutside || ++this.#kills % KILLS_UNTIL_FAILURE === 0;
    if (counts && this.#parts.isOnline()) this.#failures++;
    this.#parts.log.warn({ code, signal }, "sync agent ended");
    this.#parts.onTrouble();
  }

  /** Re-arms the silence timer. A replica that grows while it is built is not silent. */
  #watch(directory: string): void {
    clearTimeout(this.#silence);
    this.#heardAt = performance.now();
    this.#size = sizeOf(directory);
    const check = () => {
      const size = sizeOf(directory);
      if (size === this.#size) {
        this.#parts.log.warn("sync agent was silent for too long");
        return this.#kill();
      }
      this.#size = size;
      this.#silence = setTimeout(check, SILENCE_MS);
    };
    this.#silence = setTimeout(check, SILENCE_MS);
  }

  #tell(message: ToAgent): void {
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }

  #kill(): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    this.#hasKilled = true;
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // it has ended already
    }
  }
}
