import { appendFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import {
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestFile,
  type RunnerTestSuite,
  TestRunner,
} from "vitest";
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
  /** Places that were come by before the first test of a file. */
  #prepared: ReadonlySet<number> = new Set();
  #isPreparing = false;
  #startedAt = 0;

  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onBeforeRunSuite(suite);
    if (this.#isSingle || suite.file !== suite) return;
    this.#shared.switchboard.begin(NONE, Number.POSITIVE_INFINITY);
    this.#isPreparing = true;
  }

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    await super.onBeforeRunTask(test);
    if (this.#isSingle) return;
    if (this.#isPreparing) this.#prepared = this.#shared.switchboard.end().hits;
    this.#isPreparing = false;
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
    const tests = this.#baselines.splice(0);
    // Tests of one database come in their order.
    if (this.#hooks(files, "beforeAll").length === 0) tests.sort((a, b) => a.ms - b.ms);
    if (tests.some(({ test }) => test.result?.state !== "pass"))
      throw new Error("the tests fail without a mistake");
    const hits = new Set([...this.#prepared, ...tests.flatMap(({ hits }) => [...hits])]);
    const ids = [...hits].sort((a, b) => a - b);
    note({ hits: ids, whileLoading: [...switchboard.whileLoading] });
    const suite = { files, tests };
    for (const id of ids) {
      if (killed.has(id)) continue;
      const found = await this.#tryAll(id, suite);
      if (found !== null) {
        killed.add(id);
        note({ id, ...found });
      }
      await turn();
    }
    const behind = await this.#tryAll(NONE, suite);
    if (behind !== null) throw new Error(`${behind.by}: a mistake stayed behind`);
  }

  /** The first that notices; null when nobody does. */
  async #tryAll(
    id: number,
    { files, tests }: { files: RunnerTestFile[]; tests: readonly Baseline[] },
  ): Promise<{ end: "killed" | "never ends"; by: string } | null> {
    const isWithHooks = this.#hooks(files, "beforeAll").length > 0;
    const before = isWithHooks ? await this.#runHooks(id, files, "beforeAll") : "passed";
    let found: { end: "killed" | "never ends"; by: string } | null =
      before === "passed" ? null : { end: before, by: "what comes before the tests" };
    // What was prepared with the mistake is looked at by every test.
    for (const one of found ? [] : tests) {
      if (id !== NONE && !isWithHooks && !one.hits.has(id)) continue;
      const end = await this.#tryWith(id, one);
      if (end === "passed") continue;
      found = { end, by: one.test.name };
      break;
    }
    if (isWithHooks) await this.#runHooks(NONE, files, "afterAll");
    return found;
  }

  #hooks(files: RunnerTestFile[], name: "beforeAll" | "afterAll") {
    return files.flatMap((file) => TestRunner.getSuiteHooks(file)[name] ?? []);
  }

  async #runHooks(id: number, files: RunnerTestFile[], name: "beforeAll" | "afterAll") {
    const [file] = files;
    const hooks = this.#hooks(files, name);
    return this.#with(id, MOST_CALLS_OF_A_RUN, async () => {
      for (const hook of hooks) if (file) await (hook as (suite: RunnerTestFile) => unknown)(file);
    });
  }

  #tryWith(id: number, { test, calls }: Baseline) {
    return this.#with(id, calls * PATIENCE + 100_000, TestRunner.getTestFn(test));
  }

  async #with(
    id: number,
    mostCalls: number,
    run: () => unknown,
  ): Promise<"passed" | "killed" | "never ends"> {
    const { switchboard } = this.#shared;
    switchboard.begin(id, mostCalls);
    try {
      await run();
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
