import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { COMMANDS, planOf } from "./plan.ts";
import { type Outcome, runPlan } from "./run.ts";
import { shrink } from "./shrink.ts";
import type { World } from "./world.ts";

const SEEDS = 200;
const STEPS = 60;
const PATIENCE_MS = 600_000;

test(
  `convergence: given ${SEEDS} seeds of random commands, faults and clocks, when the link is healed, then desktop, primary and an independent model hold the same rows, bills and money`,
  async () => {
    const met = new Map<string, number>();
    for (let seed = 1; seed <= SEEDS; seed++) {
      const outcome = await runPlan(planOf(seed, STEPS));
      if (outcome.failure) await explain(seed, outcome.failure);
      for (const [what, times] of outcome.met) met.set(what, (met.get(what) ?? 0) + times);
    }
    // The seeds must reach what they are here for.
    const faults = [
      ...["dies", "undelivered", "answer lost", "late", "twice"].map((fault) => `desktop: ${fault}`),
      ...["undelivered", "answer lost", "late", "twice"].map((fault) => `phone: ${fault}`),
    ];
    const commands = Object.keys(COMMANDS).filter((command) => command !== "resolve");
    const kinds = ["two-closings", "late-items", "two-open", "two-sales", "frozen-while-alive"];
    const decisions = kinds.map((kind) => `resolve ${kind}`);
    const rare = ["taken back", "primary restored", "rows lost"];
    for (const what of [...commands, ...decisions, ...faults, ...rare]) {
      expect(met.get(what) ?? 0, what).toBeGreaterThanOrEqual(8);
    }
  },
  PATIENCE_MS,
);

async function explain(seed: number, failure: NonNullable<Outcome["failure"]>): Promise<never> {
  const small = await shrink(planOf(seed, STEPS), failure.check);
  const { trace } = await runPlan(small);
  const replay = `pnpm converge --seed ${seed} --steps ${STEPS}`;
  throw new Error(`seed ${seed}: ${failure.detail}\n${replay}\n${trace.join("\n")}`);
}

test(
  "convergence: given a row that is lost on the way, then the check says so, and the plan is shrunk to the command that made it",
  async () => {
    const lose = async ({ primary }: World) => {
      await primary.client.batch([
        "DROP TRIGGER ps_session_charges_no_delete",
        "DELETE FROM ps_session_charges",
      ]);
    };
    let seed = 1;
    while ((await runPlan(planOf(seed, STEPS), lose)).failure === null) seed += 1; // until somebody is charged
    const plan = planOf(seed, STEPS);
    expect((await runPlan(plan, lose)).failure).toMatchObject({ check: "the same rows" });
    const small = await shrink(plan, "the same rows", (smaller) => runPlan(smaller, lose), 120);
    expect(small.steps.length).toBeLessThanOrEqual(3);
    expect(small.steps.at(-1)?.verb).toBe("charge");
  },
  PATIENCE_MS,
);

test("convergence: given a seed, when it is run twice, then it is the same evening to the row", async () => {
  const [once, again] = [await runPlan(planOf(7, STEPS)), await runPlan(planOf(7, STEPS))];
  expect(again.trace).toEqual(once.trace);
});

test("convergence: the model shares no code with what it judges", async () => {
  const directory = new URL("./model/", import.meta.url);
  for (const name of await readdir(directory)) {
    const text = await readFile(new URL(name, directory), "utf8");
    const imported = [...text.matchAll(/from "([^"]+)"/g)].map((match) => match[1]);
    expect(
      imported.filter((path) => !path?.startsWith("./")),
      name,
    ).toEqual([]);
  }
});
