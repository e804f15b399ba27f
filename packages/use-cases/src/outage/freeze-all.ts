import type { BatchId } from "@mikro-dash/domain/ids";
import { decideFreeze } from "@mikro-dash/domain/session/decide-freeze";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { everyOpenSession, outageCommand } from "./outage-batch.ts";

export interface OutageInput {
  /** Of the batch. */
  readonly id?: string;
  readonly at?: EpochMs;
}

/**
 * Power cut: stops every clock at `at`; by default when the café was last alive, as far as this host knows.
 * INVALID `at`, ID_REUSED.
 */
export async function freezeAll({ id: chosen, at }: OutageInput, ctx: Context) {
  const id = chosen ?? ctx.ids.next();
  const instant = at ?? (await lastAlive(ctx));
  const batchId = id as BatchId;
  return outageCommand(ctx, {
    ...{ verb: "outage.freeze", id, batchId, said: { at }, sessions: everyOpenSession },
    decide: (facts, _stations, decision) => decideFreeze(facts, { batchId, at: instant }, decision),
  });
}

async function lastAlive({ sync, wifi, clock }: Context): Promise<EpochMs> {
  const proposed = sync.state().freezeProposal?.at;
  return proposed ?? (await wifi.sightings()).cafe ?? clock.now();
}
