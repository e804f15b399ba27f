import { relative, resolve } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { instrument } from "./instrument.ts";
import { GROUPS, targetOf } from "./targets.ts";

const root = resolve(import.meta.dirname, "../..");
const group = GROUPS.find(({ name }) => name === process.env.MUTATION_GROUP);

/** Puts the mistakes into what is loaded, never into a file. */
const mistakes: Plugin = {
  name: "mistakes",
  enforce: "pre",
  transform(source, id) {
    const path = relative(root, id.split("?")[0] ?? id);
    const target = group?.sources.includes(path) ? targetOf(path) : undefined;
    return target && { code: instrument(source, target.firstId, target.isSql).code, map: null };
  },
};

/** What takes long is asked last: most mistakes never get there. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const weight = ({ moduleId }: TestSpecification) => (/property|vectors/.test(moduleId) ? 1 : 0);
    return files.toSorted((a, b) => weight(a) - weight(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  root,
  plugins: [mistakes],
  test: {
    include: [...(group?.tests ?? [])],
    exclude: ["**/node_modules/**", "**/*.integration.test.ts"],
    runner: resolve(import.meta.dirname, "runner.ts"),
    setupFiles: [resolve(import.meta.dirname, "setup.ts")],
    sequence: { sequencer: QuickFirst },
    // What is kept on disk is the program as it is.
    fsModuleCache: false,
    pool: "threads",
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    bail: process.env.MUTATION_ACTIVE === undefined ? 0 : 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
