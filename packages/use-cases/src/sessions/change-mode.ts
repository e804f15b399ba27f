import { psSessionSegments } from "@mikro-dash/db-schema/tables/sessions";
import type { SegmentId } from "@mikro-dash/domain/ids";
import { err } from "@mikro-dash/domain/result";
import { decideMode } from "@mikro-dash/domain/session/decide-mode";
import type { PlayMode } from "@mikro-dash/domain/session/facts";
import type { Context } from "../context.ts";
import { everyStation, type StationRow } from "../stations/station-rows.ts";
import type { SegmentInput } from "./pause-session.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionWithId } from "./session-rows.ts";
import { stationOf } from "./surroundings.ts";

/** Switches between single and multi; the mode that runs already changes nothing. SESSION_ENDED, INVALID `at`. */
export function changeMode(
  { sessionId, id, at: said, mode }: SegmentInput & { readonly mode: PlayMode },
  ctx: Context,
) {
  return sessionCommand<[StationRow[]]>(ctx, {
    verb: "session.mode",
    sessions: (db) => sessionWithId(db, sessionId),
    main: { table: psSessionSegments, id, said: { sessionId, kind: mode, startedAt: said } },
    extra: (db) => [everyStation(db)],
    decide: ({ subject, decision, extra: [stations] }) => {
      const at = said ?? decision.now;
      const station = stationOf(subject.facts, stations, decision.policy, at);
      if (!station) return err({ code: "NOT_FOUND", detail: "its station was deleted" });
      return decideMode(subject.facts, station, { id: id as SegmentId | undefined, at, mode }, decision);
    },
  });
}
