import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import type { ClosingId } from "@mikro-dash/domain/ids";
import { decideReopen } from "@mikro-dash/domain/session/decide-reopen";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { ofClosing } from "./add-payment.ts";
import { type Situation, sessionCommand } from "./session-command.ts";
import { sessionQuery } from "./session-rows.ts";
import { othersAtStation } from "./surroundings.ts";

export interface ReopenSession {
  readonly closingId: ClosingId;
  readonly id?: string;
  readonly at?: EpochMs;
  readonly reason: string;
}

type OpenSession = typeof openSessions.$inferSelect;

/** Voids a closing; the session goes on, paused since its end, so that the gap is free. ALREADY_VOIDED, STATION_BUSY. */
export function reopenSession({ closingId, id, at, reason }: ReopenSession, ctx: Context) {
  return sessionCommand<[OpenSession[]]>(ctx, {
    verb: "session.reopen",
    sessions: (db) => sessionQuery(db, ofClosing(closingId)),
    // The void's own id is that of the closing.
    main: { id, said: { closingId, at, reason } },
    extra: (db) => [db.select().from(openSessions)],
    guards: (situation) => {
      const { facts } = situation.subject;
      return [othersAtStation(currentStation(facts), others(situation), facts.session.id)];
    },
    decide: (situation) => {
      const command = { closingId, at: at ?? situation.decision.now, by: ctx.actor().name, reason };
      return decideReopen(situation.subject.facts, others(situation) > 0, command, situation.decision);
    },
  });
}

/** How many other sessions are open where this one was. */
function others({ subject: { facts }, extra: [everyone] }: Situation<[OpenSession[]]>): number {
  const station = currentStation(facts);
  return everyone.filter((one) => one.stationId === station && one.sessionId !== facts.session.id).length;
}
