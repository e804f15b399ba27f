import { createClient } from "@libsql/client/http";
import { boardStatements } from "../board-statements.ts";
import type { Counts } from "../counts.ts";
import type { MeasuredUnits } from "../month.ts";
import type { Stage } from "../stage.ts";
import { measureCommands } from "./command-costs.ts";
import { type Cost, meter, times } from "./traffic.ts";

const LOOKS = 5;

/** What commands and power cuts cost ours. Leaves the shop open, with sessions that run. */
export async function measureUnits(
  stage: Stage,
  counts: Counts,
): Promise<Pick<MeasuredUnits, "commands" | "powerCut" | "powerCutMs">> {
  const ours = stage.contenders.find((one) => one.name === "ours");
  if (ours === undefined) throw new Error("ours is not here");
  const commands = await measureCommands(stage);
  const cuts = await meter(ours);
  let powerCutMs = 0;
  for (let n = 0; n < counts.powerCuts; n++) powerCutMs += await stage.ours.call("powerCut", null);
  const powerCut = times(await cuts(), 1 / counts.powerCuts);
  return { commands, powerCut, powerCutMs: powerCutMs / counts.powerCuts };
}

/** What the edge asks the primary for one look of a phone at the board of an evening, without the look at its token. */
export async function measureLook(stage: Stage): Promise<Cost> {
  const ours = stage.contenders.find((one) => one.name === "ours");
  if (ours === undefined) throw new Error("ours is not here");
  const board = await boardStatements(ours.primary.url);
  const client = createClient({ url: ours.primary.url });
  const looks = await meter(ours);
  for (let n = 0; n < LOOKS; n++)
    await client.batch(
      board.map(({ sql, args }) => ({ sql, args: [...args] })),
      "read",
    );
  client.close();
  const cost = times(await looks(), 1 / LOOKS);
  // It does not go through the link of the shop.
  return { ...cost, wireBytes: 0, frames: 0 };
}
