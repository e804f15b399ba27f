import { badValueCases } from "./bad-value-cases.ts";
import type { Case } from "./case.ts";
import { hostileCases } from "./hostile-cases.ts";
import { lifeCases } from "./life-cases.ts";

/** The whole suite, in order; `now`: epoch ms, the same for both servers. */
export function everyCase(now: number): readonly Case[] {
  const aboutAnHourAgo = Math.floor(now / 60_000 - 60) * 60_000;
  const cases = [...lifeCases(aboutAnHourAgo), ...hostileCases(), ...badValueCases()];
  const twice = cases.find((one, i) => cases.findIndex((other) => other.name === one.name) !== i);
  if (twice) throw new Error(`two cases are called ${twice.name}`);
  return cases;
}
