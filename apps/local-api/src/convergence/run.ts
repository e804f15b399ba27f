import { checkConverged } from "./check.ts";
import { Broken } from "./failure.ts";
import { newFiles } from "./files.ts";
import type { Plan } from "./plan.ts";
import { World } from "./world.ts";

export interface Outcome {
  /** Null: everything held. */
  readonly failure: { readonly check: string; readonly detail: string } | null;
  readonly trace: readonly string[];
  readonly endings: World["chronicle"]["endings"];
  readonly met: World["chronicle"]["met"];
  readonly lives: number;
}

/**
 * Lives through one plan, heals, checks.
 * @param sabotage breaks something before the check, to see that it is seen
 */
export async function runPlan(plan: Plan, sabotage?: (world: World) => Promise<void>): Promise<Outcome> {
  const files = await newFiles();
  const world = await World.open(plan, files);
  let failure: Outcome["failure"] = null;
  try {
    for (const step of plan.steps) await world.take(step);
    await world.heal();
    await sabotage?.(world);
    await checkConverged(world.healed);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const check = error instanceof Broken ? error.check : "nothing is thrown";
    const detail = error instanceof Broken ? error.message : (error.stack ?? String(error));
    failure = { check, detail };
  } finally {
    world.close();
    await files.remove();
  }
  const { trace, endings, met } = world.chronicle;
  return { failure, trace, endings, met, lives: world.desktop.lives };
}
