import { appendFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { type RunnerTask, type RunnerTestCase, type RunnerTestFile, TestRunner } from "vitest";
import { NeverEnds, NONE, Switchboard } from "./switchboard.ts";

const PATIENCE = 30;
const MOST_CALLS_OF_A_RUN = 300_000_000;

interface Baseline {
  readonly test: RunnerTestCase;
  readonly hits: ReadonlySet<number>;
  readonly calls: number;
  readonly ms: number;
}

/** What outlives a file. */
interface Shared {
  readonly switchboard: Switchboard;
  readonly killed: Set<number>;
}

const KEY = Symbol.for("mikro-dash.mutation");
const place = globalThis as unknown as Record<symbol | string, unknown>;

function shared(): Shared {
  const known = place[KEY] as Shared | undefined;
  if (known !== undefined) return known;
  const active = Number(process.env.MUTATION_ACTIVE ?? NONE);
  const mostCalls = active === NONE ? Number.POSITIVE_INFINITY : MOST_CALLS_OF_A_RUN;
  const made: Shared = { switchboard: new Switchboard(active, mostCalls), killed: new Set() };
  place[KEY] = made;
  place.__mutant = made.switchboard.asks;
  return made;
}

/**
 * Runs a file's tests once, noting which places of the sources each of them comes by; then makes one mistake after the
 * other and runs the tests that come by it, the quickest first, until one notices.
 * With MUTATION_ACTIVE one mistake is made from the beginning, and nothing else is special.
 */
export default class MutationRunner extends TestRunner {
  readonly #shared = shared();
  readonly #isSingle = process.env.MUTATION_ACTIVE !== undefined;
  readonly #baselines: Baseline[] = [];
  #startedAt = 0;

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    await super.onBeforeRunTask(test);
    if (this.#isSingle) return;
    this.#startedAt = performance.now();
    this.#shared.switchboard.begin(NONE, Number.POSITIVE_INFINITY);
  }

  override onAfterRunTask(test: RunnerTask): void {
    super.onAfterRunTask(test);
    if (this.#isSingle) return;
    const ms = performance.now() - this.#startedAt;
    if (test.type === "test") this.#baselines.push({ test, ms, ...this.#shared.switchboard.end() });
  }

  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    super.onAfterRunFiles(files);
    if (this.#isSingle) return;
    const { switchboard, killed } = this.#shared;
    const tests = this.#baselines.splice(0).sort((a, b) => a.ms - b.ms);
    if (tests.some(({ test }) => test.result?.state !== "pass"))
      throw new Error("the tests fail without a mistake");
    const ids = [...new Set(tests.flatMap(({ hits }) => [...hits]))].sort((a, b) => a - b);
    note({ hits: ids, whileLoading: [...switchboard.whileLoading] });
    if (process.env.MUTATION_ONLY_LOOK !== undefined) return;
    for (const id of ids) {
      if (killed.has(id)) continue;
      for (const one of tests) {
        if (!one.hits.has(id)) continue;
        const end = await this.#tryWith(id, one);
        if (end === "passed") continue;
        killed.add(id);
        note({ id, end, by: one.test.name });
        break;
      }
      await turn();
    }
    for (const one of tests) {
      if ((await this.#tryWith(NONE, one)) !== "passed")
        throw new Error(`${one.test.name}: a mistake stayed behind`);
    }
  }

  async #tryWith(id: number, { test, calls }: Baseline): Promise<"passed" | "killed" | "never ends"> {
    const { switchboard } = this.#shared;
    switchboard.begin(id, calls * PATIENCE + 100_000);
    try {
      await TestRunner.getTestFn(test)();
      return "passed";
    } catch (error) {
      return neverEnds(error) ? "never ends" : "killed";
    } finally {
      switchboard.end();
    }
  }
}

const neverEnds = (error: unknown): boolean =>
  error instanceof NeverEnds ||
  (error instanceof Error && error.cause !== undefined && neverEnds(error.cause));

function note(line: object): void {
  const path = process.env.MUTATION_NOTES;
  if (path !== undefined) appendFileSync(path, `${JSON.stringify(line)}\n`);
}
