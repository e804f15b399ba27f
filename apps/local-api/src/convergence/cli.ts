import { parseArgs } from "node:util";
import { planOf } from "./plan.ts";
import { runPlan } from "./run.ts";
import { shrink } from "./shrink.ts";

const DEFAULT_SEEDS = 200;
const DEFAULT_STEPS = 60;

const { values } = parseArgs({
  options: {
    seeds: { type: "string" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    steps: { type: "string", default: String(DEFAULT_STEPS) },
    "keep-going": { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
    "no-shrink": { type: "boolean", default: false },
  },
});

const print = (text: string) => process.stdout.write(`${text}\n`);
const steps = wholeNumber("steps", values.steps);
const first = wholeNumber("from", values.seed ?? values.from);
const count = values.seed === undefined ? wholeNumber("seeds", values.seeds ?? String(DEFAULT_SEEDS)) : 1;

const started = performance.now();
const totals = { ok: 0, refused: 0, unknown: 0 };
let [lives, failed, done] = [0, 0, 0];
let isStopped = false;
process.once("SIGINT", () => {
  isStopped = true;
});
for (let seed = first; seed < first + count && !isStopped; seed++) {
  const plan = planOf(seed, steps);
  const outcome = await runPlan(plan);
  done += 1;
  for (const ending of ["ok", "refused", "unknown"] as const) totals[ending] += outcome.endings[ending];
  lives += outcome.lives;
  if (values.trace) print(outcome.trace.join("\n"));
  if (outcome.failure === null) continue;
  failed += 1;
  await report(seed, plan, outcome.failure);
  if (!values["keep-going"]) break;
}
const ms = performance.now() - started;
print(
  `${done} seeds in ${(ms / 1_000).toFixed(1)} s (${Math.round(ms / Math.max(done, 1))} ms each): ${failed} failed; ` +
    `${totals.ok} commands accepted, ${totals.refused} refused, ${totals.unknown} cut off, ${lives} lives of the desktop`,
);
process.exitCode = failed > 0 ? 1 : 0;

async function report(
  seed: number,
  plan: ReturnType<typeof planOf>,
  failure: { check: string; detail: string },
) {
  print(`\nseed ${seed} broke "${failure.check}"\n${failure.detail}`);
  print(`replay: pnpm converge --seed ${seed} --steps ${steps}`);
  if (values["no-shrink"]) return;
  const small = await shrink(plan, failure.check);
  const again = await runPlan(small);
  const numbers = small.steps.map((step) => step.n).join(",");
  print(`\nshrunk to ${small.steps.length} of ${plan.steps.length} steps (${numbers}):`);
  print(again.trace.join("\n"));
  print(`${again.failure?.detail}\n`);
}

function wholeNumber(name: string, text: string): number {
  const n = Number(text);
  if (Number.isSafeInteger(n) && n >= 0) return n;
  throw new Error(`--${name} must be a whole number, found ${text}`);
}
