import { psSessions } from "@mikro-dash/db-schema/tables/sessions";
import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { SessionId, StationId } from "@mikro-dash/domain/ids";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { decideStart } from "@mikro-dash/domain/session/decide-start";
import type { PlayMode } from "@mikro-dash/domain/session/facts";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { observe, repeatOf } from "../store/rows.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { type PresentedSession, presentOne } from "./present-session.ts";
import { changeQueries } from "./session-change.ts";
import { sessionWithId } from "./session-command.ts";
import { assembleSessions, sessionQueries } from "./session-rows.ts";
import { openAt, previousEnd, recentEnds, stationIsFree } from "./surroundings.ts";

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
    const [settings, [station], open, ends, [stored], ...existing] = await store.read([
      settingRows(db),
      db.select().from(psStations).where(eq(psStations.id, stationId)),
      openAt(db, stationId),
      recentEnds(db, now),
      db.select().from(psSessions).where(eq(psSessions.id, id)),
      ...sessionQueries(db, sessionWithId(id)),
    ]);
    const policy = policyOf(settings);
    if (stored) {
      const [session] = assembleSessions(existing as never);
      const first = session?.facts.segments.toSorted((a, b) => a.startedAt - b.startedAt)[0];
      const same =
        repeatOf({ ...stored, mode: first?.kind }, { stationId, startedAt, mode, ...limits }) === "same";
      return session && same ? ok(presentOne(session, policy, now)) : err({ code: "ID_REUSED" });
    }
    if (!station || station.deletedAt !== null)
      return err({ code: "NOT_FOUND", detail: "there is no such station" });
    const place = { station, occupied: open.length > 0, previousEndedAt: previousEnd(ends, stationId) };
    const command = { id, at: startedAt ?? now, mode, ...limits };
    const decided = decideStart(place, command, { now, policy, ids });
    if (!decided.ok) return decided;
    observe(ctx, [station]);
    const { session, segment } = decided.value;
    const { queries, rowIds } = changeQueries(ctx, id, { session, segments: [segment] });
    const log = activityRow(ctx, { verb: "session.start", sessionId: id, rowIds });
    const readBack = sessionQueries(db, sessionWithId(id));
    const guards = [stationIsFree(stationId), idIsNew(id)];
    const [after] = assembleSessions((await store.write(guards, [...queries, log], readBack)) as never);
    if (!after) throw new Error("a session that was just started cannot be read");
    return ok(presentOne(after, policy, clock.now()));
  });
}

const idIsNew = (id: SessionId) => ({
  expected: 0,
  actual: sql`(SELECT count(*) FROM ${psSessions} WHERE ${psSessions.id} = ${id})`,
});
