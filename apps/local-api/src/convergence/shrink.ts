import type { Clocks, Plan, Step } from "./plan.ts";
import { type Outcome, runPlan } from "./run.ts";

const RIGHT: Clocks = { desktop: 0, desktopDrift: 0, primary: 0, edge: 0, "phone-1": 0, "phone-2": 0 };

/**
 * A smaller plan that breaks the same promise: fewer steps, then fewer faults, less time, better clocks.
 * @param budget how many plans may be tried
 */
export async function shrink(
  plan: Plan,
  check: string,
  run: (plan: Plan) => Promise<Outcome> = runPlan,
  budget = 400,
): Promise<Plan> {
  let best = plan;
  let left = budget;
  const keeps = async (smaller: Plan): Promise<boolean> => {
    if (left === 0) return false;
    left -= 1;
    if ((await run(smaller)).failure?.check !== check) return false;
    best = smaller;
    return true;
  };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1 && left > 0; ) {
    let removed = false;
    for (let from = best.steps.length - size; from > -size; from -= size) {
      const steps = best.steps.toSpliced(Math.max(from, 0), Math.min(size, from + size));
      if (steps.length < best.steps.length && (await keeps({ ...best, steps }))) removed = true;
    }
    if (size > 1) size = Math.floor(size / 2);
    else if (!removed) break;
  }
  await keeps({ ...best, clocks: RIGHT });
  await keeps({ ...best, batchRows: 500, pageRows: 500 });
  for (const simpler of [withoutFault, withoutMeanwhile, withoutPause]) {
    for (let i = 0; i < best.steps.length; i++) {
      const step = best.steps[i];
      const simple = step && simpler(step);
      if (simple && simple !== step) await keeps({ ...best, steps: best.steps.with(i, simple) });
    }
  }
  return best;
}

const withoutFault = ({ fault, ...step }: Step): Step => (fault === undefined ? (step as Step) : step);
const withoutMeanwhile = ({ meanwhile: _, ...step }: Step): Step => step;
const withoutPause = (step: Step): Step => (step.pass === 0 ? step : { ...step, pass: 0 });
