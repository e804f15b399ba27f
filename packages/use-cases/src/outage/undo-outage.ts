import { psSessionSegments } from "@mikro-dash/db-schema/tables/sessions";
import type { BatchId } from "@mikro-dash/domain/ids";
import { decideUndoBatch } from "@mikro-dash/domain/session/decide-undo-batch";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { OutageInput } from "./freeze-all.ts";
import { outageCommand } from "./outage-batch.ts";

/** Takes a freeze or a resume back, as if it had never been. NOT_FOUND, ALREADY_VOIDED, SESSION_ENDED, INVALID `at`. */
export function undoOutage({ id, at, batchId }: OutageInput & { readonly batchId: BatchId }, ctx: Context) {
  const { sessionId } = psSessionSegments;
  return outageCommand(ctx, {
    ...{ verb: "outage.undo", id: id ?? ctx.ids.next(), batchId, said: { batchId, at } },
    sessions: sql`(SELECT ${sessionId} FROM ${psSessionSegments} WHERE ${psSessionSegments.batchId} = ${batchId})`,
    decide: (facts, _stations, decision) => {
      const frame = { at: at ?? decision.now, by: ctx.actor().name, reason: "undo" };
      return decideUndoBatch(facts, { ...frame, batchId }, decision);
    },
  });
}
