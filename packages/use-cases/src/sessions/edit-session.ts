import type { SessionId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { decideEditSession } from "@mikro-dash/domain/session/decide-edit-session";
import { currentStation } from "@mikro-dash/domain/session/timeline";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { everyStation, type StationRow } from "../stations/station-rows.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionWithId } from "./session-rows.ts";
import { previousEnd, type RecentEnd, recentEnds, stationOf } from "./surroundings.ts";

export interface EditSession {
  readonly sessionId: SessionId;
  readonly at?: EpochMs;
  readonly startedAt?: EpochMs;
  readonly timerMinutes?: number | null;
  readonly costLimit?: Piasters | null;
  readonly notes?: string | null;
}

/** Corrects the start, sets limits and notes; null clears. SESSION_ENDED, INVALID naming the fields. */
export function editSession({ sessionId, at: said, ...edit }: EditSession, ctx: Context) {
  return sessionCommand<[StationRow[], RecentEnd[]]>(ctx, {
    verb: "session.edit",
    sessions: (db) => sessionWithId(db, sessionId),
    extra: (db) => [everyStation(db), recentEnds(db, ctx.clock.now())],
    decide: ({ subject: { facts }, decision, extra: [stations, ends] }) => {
      const at = said ?? decision.now;
      const station = stationOf(facts, stations, decision.policy, at);
      const previousEndedAt = previousEnd(ends, currentStation(facts), sessionId);
      return decideEditSession(facts, { station, previousEndedAt }, { at, ...edit }, decision);
    },
  });
}
