import { psSessionCharges } from "@mikro-dash/db-schema/tables/sessions";
import type { ChargeId, SessionId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { ok } from "@mikro-dash/domain/result";
import { decideCharge } from "@mikro-dash/domain/session/decide-charge";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionWithId } from "./session-rows.ts";

export interface AddCharge {
  readonly sessionId: SessionId;
  readonly id?: string;
  readonly at?: EpochMs;
  readonly amount: Piasters;
  readonly reason: string;
}

/** Adds an extra charge with a reason. SESSION_ENDED, INVALID `amount`, `reason`. */
export function addCharge({ sessionId, id, at, amount, reason }: AddCharge, ctx: Context) {
  return sessionCommand(ctx, {
    verb: "charge.add",
    sessions: (db) => sessionWithId(db, sessionId),
    main: { table: psSessionCharges, id, said: { sessionId, amount, reason, chargedAt: at } },
    decide: ({ subject, decision }) => {
      const command = { id: id as ChargeId | undefined, amount, reason, at: at ?? decision.now };
      const charge = decideCharge(subject.facts, command, decision);
      return charge.ok ? ok({ charge: charge.value }) : charge;
    },
  });
}
