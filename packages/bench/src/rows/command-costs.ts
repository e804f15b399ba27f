import { setTimeout as pause } from "node:timers/promises";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import type { Stage } from "../stage.ts";
import type { CommandKind } from "../subjects/evening-commands.ts";
import { type Cost, meter, times } from "./traffic.ts";

/** Each of the eight of an evening once on each of the six stations. */
const COMMANDS = 48;
const EXCHANGE_MS = 1_000;

export type CommandCosts = Readonly<Partial<Record<CommandKind, Cost>>>;

/** What each command costs when it is pushed by itself, until the replica has it: half a second of exchange on average included. */
export async function measureCommands(stage: Stage): Promise<CommandCosts> {
  const ours = stage.contenders.find((one) => one.name === "ours");
  if (ours === undefined) throw new Error("ours is not here");
  await stage.ours.call("shortSessions", null);
  await ours.subject.call("catchUp", null);
  await pause(2 * EXCHANGE_MS); // until the replica has those as well
  const sums = new Map<CommandKind, { n: number; cost: Cost }>();
  for (let n = 0; n < COMMANDS; n++) {
    const read = await meter(ours);
    const framesBefore = (await ours.primary.counted())?.frames ?? 0;
    const kind = await stage.ours.call("command", null);
    await ours.subject.call("catchUp", null);
    const written = ((await ours.primary.counted())?.frames ?? 0) - framesBefore;
    // The agent fetches them at its next look, a second later at most.
    await waitFor("the replica to have its frames", async () => (await read()).frames >= written, {
      everyMs: 50,
    });
    const cost = await read();
    const sum = sums.get(kind);
    sums.set(kind, sum === undefined ? { n: 1, cost } : { n: sum.n + 1, cost: added(sum.cost, cost) });
  }
  return Object.fromEntries([...sums].map(([kind, { n, cost }]) => [kind, times(cost, 1 / n)]));
}

export const added = (a: Cost, b: Cost): Cost => ({
  rowsWritten: a.rowsWritten + b.rowsWritten,
  rowsRead: a.rowsRead + b.rowsRead,
  frames: a.frames + b.frames,
  wireBytes: a.wireBytes + b.wireBytes,
});
