import type { Case } from "./case.ts";
import { hostileCases } from "./hostile-cases.ts";
import { lifeCases } from "./life-cases.ts";

/** The whole suite, in order; `now`: epoch ms, the same for both servers. */
export function everyCase(now: number): readonly Case[] {
  const aboutAnHourAgo = Math.floor(now / 60_000 - 60) * 60_000;
  return [...lifeCases(aboutAnHourAgo), ...hostileCases()];
}
