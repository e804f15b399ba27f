import { activity } from "@mikro-dash/db-schema/tables/audit";
import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import type { ClosingId } from "@mikro-dash/domain/ids";
import { decideReopen } from "@mikro-dash/domain/session/decide-reopen";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { ofClosing } from "./add-payment.ts";
import { madeBy, sessionCommand } from "./session-command.ts";

export interface ReopenSession {
  readonly closingId: ClosingId;
  readonly id?: string;
  readonly at?: EpochMs;
  readonly reason: string;
}

/** Voids a closing; the session goes on, paused since its end, so that the gap is free. ALREADY_VOIDED, STATION_BUSY. */
export function reopenSession({ closingId, id, at, reason }: ReopenSession, ctx: Context) {
  return sessionCommand<[(typeof openSessions.$inferSelect)[]]>(ctx, {
    verb: "session.reopen",
    sessions: ofClosing(closingId),
    main: {
      ...{ table: activity, id, said: { verb: "session.reopen" } },
      alsoSaid: (line, { facts }) =>
        madeBy(line, closingId) && facts.voids.some((row) => row.id === closingId && row.reason === reason),
    },
    extra: (db) => [db.select().from(openSessions)],
    decide: ({ subject, decision, extra: [everyone] }) => {
      const { facts } = subject;
      const occupied = everyone.some(
        (one) => one.stationId === currentStation(facts) && one.sessionId !== facts.session.id,
      );
      return decideReopen(
        facts,
        occupied,
        { closingId, at: at ?? decision.now, by: ctx.actor().name, reason },
        decision,
      );
    },
  });
}
