import { psSessionSegments } from "@mikro-dash/db-schema/tables/sessions";
import type { SegmentId } from "@mikro-dash/domain/ids";
import { decideResume } from "@mikro-dash/domain/session/decide-resume";
import type { Context } from "../context.ts";
import { everyStation, type StationRow } from "../stations/station-rows.ts";
import type { SegmentInput } from "./pause-session.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionWithId } from "./session-rows.ts";
import { stationOf } from "./surroundings.ts";

/** Goes on in the mode that ran before, at the station's rate of today. SESSION_ENDED, NOT_PAUSED, INVALID `at`. */
export function resumeSession({ sessionId, id, at: said }: SegmentInput, ctx: Context) {
  return sessionCommand<[StationRow[]]>(ctx, {
    verb: "session.resume",
    sessions: (db) => sessionWithId(db, sessionId),
    main: { table: psSessionSegments, id, said: { sessionId, startedAt: said } },
    extra: (db) => [everyStation(db)],
    decide: ({ subject, decision, extra: [stations] }) => {
      const at = said ?? decision.now;
      const station = stationOf(subject.facts, stations, decision.policy, at);
      return decideResume(subject.facts, station, { id: id as SegmentId | undefined, at }, decision);
    },
  });
}
