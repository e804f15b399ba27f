import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  isUnexplained,
  reportOf,
  type Seen,
  shareKilled,
  staleEntries,
  summaryOf,
  withCode,
} from "./report.ts";
import { runGroup } from "./run-group.ts";
import { GROUPS } from "./targets.ts";

const WANTED = 0.9;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: "string", default: String(availableParallelism()) },
    /** Where to keep the result: of a group alone, to be reported with the others later. */
    json: { type: "string" },
    /** Makes no mistakes: writes the report of results that were kept. */
    report: { type: "boolean", default: false },
  },
});
const root = resolve(import.meta.dirname, "../..");
if (values.report) {
  const kept = await Promise.all(positionals.map(async (path) => JSON.parse(await readFile(path, "utf8"))));
  await report(kept.flat() as Seen[]);
  process.exit();
}
const unknown = positionals.find((name) => !GROUPS.some((group) => group.name === name));
if (unknown !== undefined) {
  console.error(`There is no group "${unknown}"; there are: ${GROUPS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

const started = performance.now();
const scratch = await mkdtemp(join(tmpdir(), "mikro-dash-mutation-"));
const tried: Seen[] = [];
try {
  for (const group of GROUPS) {
    if (positionals.length > 0 && !positionals.includes(group.name)) continue;
    const parts = { root, scratch, jobs: Math.max(1, Number(values.jobs)), print: console.log };
    const ofGroup = await withCode(root, await runGroup(group, parts));
    tried.push(...ofGroup);
    console.log(`${group.name}: ${summaryOf(ofGroup)}`);
  }
} finally {
  await rm(scratch, { recursive: true });
}
for (const { path, line, operator, original, replacement, fate } of tried.filter(isUnexplained)) {
  console.log(`${fate} ${path}:${line} ${operator}: ${original} → ${replacement}`);
}
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(tried, null, 1));
if (positionals.length === 0) await report(tried);
const minutes = (performance.now() - started) / 60_000;
console.log(`${summaryOf(tried)} (${minutes.toFixed(1)} min)`);
if (shareKilled(tried) < WANTED) process.exitCode = 1;

async function report(all: readonly Seen[]): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await writeFile(join(root, "docs/mutation.md"), reportOf(all, today));
  for (const { path, code, original } of staleEntries(all)) {
    console.error(`equivalent.ts: nothing survives any more at ${path}: ${original} of ${code}`);
    process.exitCode = 1;
  }
}
