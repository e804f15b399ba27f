import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { reportOf, shareKilled, staleEntries, summaryOf } from "./report.ts";
import { runGroup, type Tried } from "./run-group.ts";
import { GROUPS } from "./targets.ts";

const WANTED = 0.9;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: "string", default: String(availableParallelism()) }, json: { type: "string" } },
});
const root = resolve(import.meta.dirname, "../..");
const unknown = positionals.find((name) => !GROUPS.some((group) => group.name === name));
if (unknown !== undefined) {
  console.error(`There is no group "${unknown}"; there are: ${GROUPS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));

const started = performance.now();
const scratch = await mkdtemp(join(tmpdir(), "mikro-dash-mutation-"));
const tried: Tried[] = [];
try {
  for (const group of GROUPS) {
    if (positionals.length > 0 && !positionals.includes(group.name)) continue;
    const parts = { root, scratch, jobs: Math.max(1, Number(values.jobs)), print: console.log };
    const ofGroup = await runGroup(group, parts);
    tried.push(...ofGroup);
    console.log(`${group.name}: ${summaryOf(ofGroup)}`);
  }
} finally {
  await rm(scratch, { recursive: true });
}
for (const { path, line, operator, original, replacement, fate } of tried) {
  if (fate === "survived" || fate === "never reached") {
    console.log(`${fate} ${path}:${line} ${operator}: ${original} → ${replacement}`);
  }
}
const isWhole = positionals.length === 0;
const minutes = (performance.now() - started) / 60_000;
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(tried, null, 1));
if (isWhole) {
  const today = new Date().toISOString().slice(0, 10);
  await writeFile(join(root, "docs/mutation.md"), reportOf(tried, today, minutes));
  for (const { path, original } of staleEntries(tried)) {
    console.error(`equivalent.ts: nothing survives any more at ${path}: ${original}`);
    process.exitCode = 1;
  }
}
console.log(summaryOf(tried));
if (shareKilled(tried) < WANTED) process.exitCode = 1;
