import type { BatchId } from "@mikro-dash/domain/ids";
import { decideResumeAll } from "@mikro-dash/domain/session/decide-resume-all";
import type { Context } from "../context.ts";
import type { OutageInput } from "./freeze-all.ts";
import { everyOpenSession, outageCommand } from "./outage-batch.ts";

/** Power is back: the sessions that a freeze stopped, and nobody touched since, go on from `at`. INVALID `at`, ID_REUSED. */
export function resumeAll(
  { id: chosen, at, freezeBatchId }: OutageInput & { readonly freezeBatchId?: BatchId },
  ctx: Context,
) {
  const id = chosen ?? ctx.ids.next();
  const batchId = id as BatchId;
  return outageCommand(ctx, {
    ...{ verb: "outage.resume", id, batchId, said: { at, freezeBatchId }, sessions: everyOpenSession },
    decide: (facts, stations, decision) => {
      const command = { batchId, freezeBatchId: freezeBatchId ?? null, at: at ?? decision.now };
      return decideResumeAll(facts, stations, command, decision);
    },
  });
}
