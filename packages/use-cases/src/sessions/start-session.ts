import { psSessions } from "@mikro-dash/db-schema/tables/sessions";
import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { SessionId, StationId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { decideStart } from "@mikro-dash/domain/session/decide-start";
import type { PlayMode } from "@mikro-dash/domain/session/facts";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { idIsFree, logLine, repeatOf, rowWithId } from "../store/repeat.ts";
import { observe } from "../store/rows.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { type PresentedSession, presentOne } from "./present-session.ts";
import { NOTHING_YET, writeChange } from "./session-change.ts";
import { assembleSessions, loadedSession, sessionWithId } from "./session-rows.ts";
import { openAt, othersAtStation, previousEnd, recentEnds, stationUnchanged } from "./surroundings.ts";

export interface StartSession {
  readonly id?: string;
  readonly stationId: StationId;
  /** May be dated back by up to 24 h. */
  readonly at?: EpochMs;
  readonly mode?: PlayMode;
  readonly timerMinutes?: number | null;
  readonly costLimit?: Piasters | null;
  readonly notes?: string | null;
}

/** Starts a session on a station. NOT_FOUND, STATION_BUSY, STATION_OUT_OF_ORDER, INVALID, ID_REUSED. */
export function startSession(input: StartSession, ctx: Context): Promise<Result<PresentedSession, Refusal>> {
  return attempt(async () => {
    const { store, clock, ids } = ctx;
    const { db } = store;
    const { id: chosen, stationId, at: startedAt, mode, ...limits } = input;
    const id = (chosen ?? ids.next()) as SessionId;
    const now = clock.now();
    const [settings, [station], open, ends, [log], [row], existing] = await store.read([
      settingRows(db),
      rowWithId(db, psStations, stationId),
      openAt(db, stationId),
      recentEnds(db, now),
      logLine(db, id),
      rowWithId(db, psSessions, id),
      sessionWithId(db, id),
    ]);
    const policy = policyOf(settings);
    const said = { stationId, startedAt, mode, ...limits };
    const [session] = assembleSessions(existing);
    const first = session?.facts.segments.toSorted((a, b) => a.startedAt - b.startedAt)[0];
    const repeat = repeatOf({ log, row: row && { ...row, mode: first?.kind } }, { verb: VERB, said });
    if (repeat !== "new") {
      return repeat === "same" && session ? ok(presentOne(session, policy, now)) : err({ code: "ID_REUSED" });
    }
    if (!station || station.deletedAt !== null)
      return err({ code: "NOT_FOUND", detail: "there is no such station" });
    const place = { station, occupied: open.length > 0, previousEndedAt: previousEnd(ends, stationId) };
    const command = { id, at: startedAt ?? now, mode, ...limits };
    const decided = decideStart(place, command, { now, policy, ids });
    if (!decided.ok) return decided;
    observe(ctx, [station]);
    const { session: opened, segment } = decided.value;
    const { queries, rowIds, after } = writeChange(ctx, id, { session: opened, segments: [segment] });
    const line = activityRow(ctx, { id: chosen, verb: VERB, sessionId: id, rowIds, detail: said });
    const guards = [idIsFree(id, psSessions), othersAtStation(stationId, 0), stationUnchanged(station)];
    await store.write(guards, [...queries, line], []);
    return ok(presentOne(loadedSession(after(NOTHING_YET)), policy, clock.now()));
  });
}

const VERB = "session.start";
