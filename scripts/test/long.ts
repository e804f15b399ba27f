import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { type Part, type RunOptions, runParts } from "./run-parts.ts";
import { summary } from "./summary.ts";

/**
 * The fault table with its full counts, then the convergence simulation, one share of its seeds for each processor; beside
 * them, once nothing is measured any more, a day of the router (24 minutes).
 * `pnpm test:long [first seed]`; the seeds of what the fault table draws are in its output.
 */
const SEEDS = 5_000;
const root = resolve(import.meta.dirname, "../..");
const first = Number(process.argv[2] ?? 1);
if (!Number.isSafeInteger(first) || first < 0) {
  console.error(`The first seed is "${process.argv[2]}"; allowed is a whole number.`);
  process.exit(2);
}

const rows = (name: string, args: readonly string[]): Part => ({
  name,
  kind: "vitest",
  command: "vitest",
  args: [
    ...["run", "--project", "integration", "-t", "fault \\d+:", "--testTimeout=3600000"],
    ...["--hideSkippedTests", "--reporter=verbose", "--reporter=json", ...args],
  ],
});
const files = globSync("apps/local-api/src/**/*.integration.test.ts", { cwd: root }).filter((file) =>
  /"fault \d+: /.test(readFileSync(join(root, file), "utf8")),
);
/** Those that measure have the machine to themselves. */
const isTimed = (file: string) => /(black-hole|sync)-faults/.test(file);
const timed = rows("timed rows", ["--no-file-parallelism", ...files.filter(isTimed)]);
const untimed = rows(
  "other rows",
  files.filter((file) => !isTimed(file)),
);
const soak: Part = {
  name: "soak",
  kind: "vitest",
  command: "vitest",
  args: [
    ...["run", "--project", "integration", "-t", "soak:", "--reporter=verbose", "--reporter=json"],
    "apps/router-mirror/src/testing/soak",
  ],
};
const share = Math.ceil(SEEDS / availableParallelism());
const convergence = Array.from({ length: availableParallelism() }, (_, i): Part => {
  const from = first + i * share;
  const seeds = Math.min(share, first + SEEDS - from);
  return {
    name: `from seed ${from}`,
    kind: "check",
    isShown: true,
    command: process.execPath,
    args: ["apps/local-api/src/convergence/cli.ts", "--seeds", String(seeds), "--from", String(from)],
  };
});

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => interrupted.abort());
const options: RunOptions = {
  cwd: root,
  env: {
    PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`,
    MIKRO_DASH_LONG: "1",
    NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled"),
    NO_COLOR: "1",
  },
  print: (text) => process.stdout.write(text),
  limitSeconds: 3_600,
  signal: interrupted.signal,
};

const results = await runParts([timed], options);
const day = runParts([soak], options);
results.push(...(await runParts([untimed], options)));
results.push(...(await Promise.all(convergence.map((part) => runParts([part], options)))).flat());
results.push(...(await day));
if (interrupted.signal.aborted)
  results.push({ name: "interrupted", passed: 0, failed: 1, failures: ["by a signal"], seconds: 0 });
const { text, ok } = summary(results);
console.log(`\n${text}`);
process.exitCode = ok ? 0 : 1;
