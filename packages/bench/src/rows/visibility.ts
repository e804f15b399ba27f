import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Counts } from "../counts.ts";
import { monotonicMs } from "../monotonic.ts";
import type { Results } from "../results.ts";
import type { Contender } from "../stage.ts";

const LOOK_EVERY_MS = 3;
const EXCHANGE_EVERY_MS = 1_000;
const PATIENCE_MS = 20_000;

/** From the moment at which a write begins until the primary has its row; looked for beside the link. */
export async function measureUp(
  one: Contender,
  rtt: number,
  counts: Counts,
  results: Results,
  random: () => number,
) {
  const took: number[] = [];
  for (let n = 0; n < counts.visible(one.name, rtt); n++) {
    const id = randomUUID();
    const written = one.subject.call("write", { id });
    const until = monotonicMs() + PATIENCE_MS;
    let seenAt: number | undefined;
    while (seenAt === undefined && monotonicMs() < until) {
      if (await one.primary.has(id).catch(() => false)) seenAt = monotonicMs();
      else await pause(LOOK_EVERY_MS);
    }
    const { startedAt } = await written;
    if (seenAt === undefined)
      results.say("up", one.name, `a row was not there after ${PATIENCE_MS / 1_000} s`);
    else took.push(seenAt - startedAt);
    await pause(random() * 100);
  }
  results.add("up", one.name, rtt, took);
}

/** From the primary's answer to somebody else until the row can be read in the shop; all exchange once a second. */
export async function measureDown(
  one: Contender,
  rtt: number,
  counts: Counts,
  results: Results,
  random: () => number,
) {
  const took: number[] = [];
  if (one.name !== "direct") await one.subject.call("exchange", { everyMs: EXCHANGE_EVERY_MS });
  for (let n = 0; n < counts.visible(one.name, rtt); n++) {
    await pause(random() * EXCHANGE_EVERY_MS);
    const id = randomUUID();
    const seen = one.subject.call("seen", { id, withinMs: PATIENCE_MS });
    const insertedAt = await one.primary.insert(id);
    const seenAt = await seen;
    if (seenAt === null) results.say("down", one.name, `a row was not there after ${PATIENCE_MS / 1_000} s`);
    else took.push(Math.max(0, seenAt - insertedAt));
  }
  await one.subject.call("exchange", { everyMs: null });
  results.add("down", one.name, rtt, took);
}
