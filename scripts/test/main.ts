import { delimiter, join, resolve } from "node:path";
import { ensureChromium } from "./chromium.ts";
import { type Part, runParts } from "./run-parts.ts";
import { summary } from "./summary.ts";

const root = resolve(import.meta.dirname, "../..");
const vitest = (project: string) => ["run", "--project", project, "--reporter=default", "--reporter=json"];

const PARTS: readonly Part[] = [
  {
    name: "types",
    kind: "check",
    command: "turbo",
    args: ["run", "typecheck", "typecheck:scripts", "--continue", "--output-logs=errors-only", "--ui=stream"],
  },
  { name: "lint", kind: "check", command: "biome", args: ["check", "--error-on-warnings", "."] },
  { name: "dead code", kind: "check", command: "knip", args: [] },
  { name: "unit", kind: "vitest", command: "vitest", args: vitest("unit") },
  { name: "integration", kind: "vitest", command: "vitest", args: vitest("integration") },
  {
    name: "e2e",
    kind: "vitest",
    command: "vitest",
    args: vitest("e2e"),
    prepare: async (print) => ({ CHROMIUM_PATH: await ensureChromium(print) }),
  },
];

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !PARTS.some((part) => part.name === name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; there are: ${PARTS.map((part) => part.name).join(", ")}.`);
  process.exit(2);
}

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, () => interrupted.abort());

const results = await runParts(
  PARTS.filter((part) => asked.length === 0 || asked.includes(part.name)),
  {
    cwd: root,
    env: {
      PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`,
      TURBO_TELEMETRY_DISABLED: "1",
      WRANGLER_SEND_METRICS: "false",
      // Some hundred processes are started: what is compiled once is kept.
      NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled"),
      FORCE_COLOR: process.stdout.isTTY ? "1" : undefined,
      NO_COLOR: process.stdout.isTTY ? undefined : "1",
    },
    print: (text) => process.stdout.write(text),
    limitSeconds: 1_800,
    signal: interrupted.signal,
  },
);
if (interrupted.signal.aborted)
  results.push({ name: "interrupted", passed: 0, failed: 1, failures: ["by a signal"], seconds: 0 });

const { text, ok } = summary(results);
console.log(`\n${text}`);
process.exitCode = ok ? 0 : 1;
