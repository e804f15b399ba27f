import { psSessionSegments } from "@mikro-dash/db-schema/tables/sessions";
import type { SegmentId, StationId } from "@mikro-dash/domain/ids";
import { err } from "@mikro-dash/domain/result";
import { decideMove } from "@mikro-dash/domain/session/decide-move";
import type { Context } from "../context.ts";
import { everyStation, type StationRow } from "../stations/station-rows.ts";
import type { SegmentInput } from "./pause-session.ts";
import { sessionCommand } from "./session-command.ts";
import { sessionWithId } from "./session-rows.ts";
import { openAt, othersAtStation, standing, stationUnchanged } from "./surroundings.ts";

/** Moves a session; the new station's rate holds from `at` on. SESSION_ENDED, STATION_BUSY, STATION_OUT_OF_ORDER, NOT_FOUND. */
export function moveSession(
  { sessionId, id, at, stationId }: SegmentInput & { readonly stationId: StationId },
  ctx: Context,
) {
  return sessionCommand<[StationRow[], { sessionId: string }[]]>(ctx, {
    verb: "session.move",
    sessions: (db) => sessionWithId(db, sessionId),
    main: { table: psSessionSegments, id, said: { sessionId, stationId, startedAt: at } },
    extra: (db) => [everyStation(db), openAt(db, stationId)],
    guards: ({ extra: [stations] }) => {
      const station = standing(stations, stationId);
      return [othersAtStation(stationId, 0, sessionId), ...(station ? [stationUnchanged(station)] : [])];
    },
    decide: ({ subject, decision, extra: [stations, there] }) => {
      const station = standing(stations, stationId);
      if (!station) return err({ code: "NOT_FOUND", detail: "there is no such station" });
      const occupied = there.some((open) => open.sessionId !== sessionId);
      const command = { id: id as SegmentId | undefined, at: at ?? decision.now };
      return decideMove(subject.facts, { station, occupied }, command, decision);
    },
  });
}
