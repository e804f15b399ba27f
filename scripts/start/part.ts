import { setTimeout as pause } from "node:timers/promises";

export interface PartProcess {
  readonly pid: number;
  readonly exited: Promise<unknown>;
  isRunning(): boolean;
  output(): string;
  stop(): Promise<unknown>;
  kill(): Promise<unknown>;
}

export interface PartOptions {
  name: string;
  /** Starts the process and answers when it is of use; ends what it started when it throws. */
  launch: () => Promise<PartProcess>;
  /** One line for the person who reads the terminal. */
  say: (line: string) => void;
  /** It ended again and again; nobody starts it any more. */
  onGivenUp: (error: Error) => void;
}

/** Deaths in a row, each soon after a start, before it is given up. */
const MOST_DEATHS = 3;
const SOON_MS = 15_000;

/** One process of the whole system: it comes back when it dies by itself, and stays away when it was told to. */
export class Part {
  readonly name: string;
  readonly #options: PartOptions;
  #process: PartProcess | undefined;
  #wanted = false;
  #deaths = 0;

  constructor(options: PartOptions) {
    this.name = options.name;
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  isRunning(): boolean {
    return this.#process?.isRunning() ?? false;
  }

  output(): string {
    return this.#process?.output() ?? "";
  }

  /** Answers when it is of use. */
  async start(): Promise<void> {
    this.#wanted = true;
    const started = await this.#options.launch();
    if (!this.#wanted) {
      await started.stop();
      return;
    }
    this.#process = started;
    const startedAt = performance.now();
    void started.exited.then(() => this.#died(started, startedAt));
  }

  /** SIGTERM, and SIGKILL for what does not heed it. */
  async stop(): Promise<void> {
    this.#wanted = false;
    await this.#process?.stop();
  }

  /** SIGKILL, as a power cut: it stays away until `start()`. */
  async kill(): Promise<void> {
    this.#wanted = false;
    await this.#process?.kill();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async #died(process: PartProcess, startedAt: number): Promise<void> {
    if (!this.#wanted || this.#process !== process) return;
    this.#deaths = performance.now() - startedAt < SOON_MS ? this.#deaths + 1 : 1;
    const said = lastWords(process.output());
    if (this.#deaths >= MOST_DEATHS) {
      this.#wanted = false;
      this.#options.onGivenUp(new Error(`${this.name} keeps ending (${said}).`));
      return;
    }
    this.#options.say(`${this.name} ended (${said}); starting it again.`);
    await pause(500 * 2 ** this.#deaths);
    if (!this.#wanted) return;
    try {
      await this.start();
      this.#options.say(`${this.name} is back.`);
    } catch (error) {
      this.#wanted = false;
      this.#options.onGivenUp(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** What a program said at its end in the words it meant for people, or the error in a stack trace. */
export function lastWords(output: string): string {
  const lines = output.trim().split("\n");
  const error = /^Node\.js v/.test(lines.at(-1) ?? "")
    ? lines.findLast((line) => /^\w*Error\b/.test(line))
    : undefined;
  const line = (error ?? lines.at(-1) ?? "").trim();
  if (!line.startsWith("{")) return line || "without a word";
  try {
    return String(JSON.parse(line).msg ?? line);
  } catch {
    return line;
  }
}
