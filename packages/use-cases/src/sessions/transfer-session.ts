import { psSessionTransfers } from "@mikro-dash/db-schema/tables/sessions";
import type { SessionId, TransferId } from "@mikro-dash/domain/ids";
import { err, ok } from "@mikro-dash/domain/result";
import { decideTransfer } from "@mikro-dash/domain/session/decide-transfer";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionQuery } from "./session-rows.ts";

export interface TransferSession {
  readonly sessionId: SessionId;
  readonly id?: string;
  readonly at?: EpochMs;
  readonly toSessionId: SessionId;
  readonly includeOrders: boolean;
}

/** Closes a session and lets another one pay for it; answers the closed one. SESSION_ENDED, INVALID, NOT_FOUND. */
export function transferSession(
  { sessionId, id, at, toSessionId, includeOrders }: TransferSession,
  ctx: Context,
) {
  return sessionCommand(ctx, {
    verb: "session.transfer",
    sessions: (db) => sessionQuery(db, sql`(SELECT ${sessionId} UNION SELECT ${toSessionId})`),
    subject: (loaded) => loaded.find((one) => one.facts.session.id === sessionId),
    main: {
      table: psSessionTransfers,
      id,
      said: { fromSessionId: sessionId, toSessionId, includeOrders, transferredAt: at },
    },
    decide: ({ subject, loaded, decision }) => {
      const target = loaded.find((one) => one.facts.session.id === toSessionId);
      if (!target)
        return err({ code: "INVALID", fields: [{ path: "toSessionId", message: "is not a session" }] });
      const command = {
        ...{ id: id as TransferId | undefined, at: at ?? decision.now, includeOrders },
        ...{ receiptNo: "", by: ctx.actor().name },
      };
      const moved = decideTransfer(subject.facts, target.facts, command, decision);
      if (!moved.ok) return moved;
      const closing = { ...moved.value.closing, stationId: currentStation(subject.facts) };
      return ok({ transfer: moved.value.transfer, closing });
    },
  });
}
