import type { activity } from "@mikro-dash/db-schema/tables/audit";
import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import type { BatchId, SessionId } from "@mikro-dash/domain/ids";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { DecisionContext } from "@mikro-dash/domain/session/context";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { type PresentedSession, presentOne } from "../sessions/present-session.ts";
import { type SessionChange, writeChange } from "../sessions/session-change.ts";
import {
  assembleSessions,
  type LoadedSession,
  loadedSession,
  sessionQuery,
} from "../sessions/session-rows.ts";
import { everyStation, type StationRow } from "../stations/station-rows.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { guard } from "../store/guard.ts";
import { idIsFree, logLine, repeatOf, type Said } from "../store/repeat.ts";
import { observe } from "../store/rows.ts";
import type { Queries } from "../store/store.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";

export interface OutageAnswer {
  readonly batchId: BatchId;
  /** The sessions that the batch touched, as they are now. */
  readonly sessions: readonly PresentedSession[];
}

interface OutageDecision extends Pick<SessionChange, "segments" | "voids"> {
  readonly sessions: readonly SessionId[];
}

export interface OutageCommand {
  readonly verb: string;
  /** Of the command: its line in the activity log, by which a repeat is known. */
  readonly id: string;
  readonly batchId: BatchId;
  /** What the body said, compared with the first time when the command is repeated. */
  readonly said: Said;
  /** Parenthesised subquery of session ids. */
  readonly sessions: SQL;
  readonly decide: (
    loaded: readonly LoadedSession["facts"][],
    stations: readonly StationRow[],
    decision: DecisionContext,
  ) => Result<OutageDecision, Refusal>;
}

export const everyOpenSession = sql`(SELECT ${openSessions.sessionId} FROM ${openSessions})`;

const FIXED = 3;

/** One command over many sessions, written as one batch that can be undone as a whole. */
export function outageCommand(ctx: Context, command: OutageCommand): Promise<Result<OutageAnswer, Refusal>> {
  return attempt(async () => {
    const { store, clock, ids } = ctx;
    const { db } = store;
    const { id, batchId, verb } = command;
    const results: readonly unknown[] = await store.read([
      settingRows(db),
      everyStation(db),
      logLine(db, id),
      sessionQuery(db, command.sessions),
    ] as unknown as Queries);
    const policy = policyOf(results[0] as Parameters<typeof policyOf>[0]);
    const [earlier] = results[2] as (typeof activity.$inferSelect)[];
    if (earlier) return repeated(ctx, command, earlier);
    const loaded = assembleSessions(results[FIXED]);
    for (const one of loaded) observe(ctx, one.rows);
    const decision = { now: clock.now(), policy, ids };
    const stations = (results[1] as StationRow[]).filter((station) => station.deletedAt === null);
    const decided = command.decide(
      loaded.map((one) => one.facts),
      stations,
      decision,
    );
    if (!decided.ok) return decided;
    const { sessions, ...change } = decided.value;
    const changes = loaded
      .filter((one) => sessions.includes(one.facts.session.id))
      .map(({ facts }) => {
        const { id: sessionId } = facts.session;
        const written = writeChange(ctx, sessionId, ofSession(change, sessionId));
        return { ...written, session: loadedSession(written.after(facts)) };
      });
    const log = activityRow(ctx, {
      ...{ id, verb, rowIds: changes.flatMap((one) => one.rowIds) },
      detail: { ...command.said, batchId, sessions },
    });
    const guards = [
      idIsFree(id),
      ...loaded.map((one) => one.guard),
      sameSessions(command.sessions, loaded.length),
    ];
    await store.write(guards, [...changes.flatMap((one) => one.queries), log], []);
    const after = changes.map((one) => one.session);
    return ok(answer(ctx, batchId, after, policy));
  });
}

async function repeated(
  ctx: Context,
  { said, verb, batchId }: OutageCommand,
  earlier: typeof activity.$inferSelect,
): Promise<Result<OutageAnswer, Refusal>> {
  if (repeatOf({ log: earlier, row: undefined }, { verb, said }) !== "same")
    return err({ code: "ID_REUSED" });
  const { db } = ctx.store;
  const touched = earlier.detail?.sessions;
  const ids = Array.isArray(touched) ? touched.map(String) : [];
  const [settings, rows] = await ctx.store.read([settingRows(db), sessionQuery(db, listed(ids))]);
  return ok(answer(ctx, batchId, assembleSessions(rows), policyOf(settings)));
}

function answer(
  ctx: Context,
  batchId: BatchId,
  loaded: readonly LoadedSession[],
  policy: ReturnType<typeof policyOf>,
) {
  return { batchId, sessions: loaded.map((one) => presentOne(one, policy, ctx.clock.now())) };
}

/** The part of a change over many sessions that belongs to one. */
function ofSession(
  { segments = [], voids = [] }: Pick<SessionChange, "segments" | "voids">,
  id: SessionId,
): SessionChange {
  return {
    segments: segments.filter((row) => row.sessionId === id),
    voids: voids.filter((row) => row.sessionId === id),
  };
}

const listed = (ids: readonly string[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** No session came or went since the read. */
const sameSessions = (ids: SQL, count: number) =>
  guard(count, sql`(SELECT count(*) FROM ps_sessions WHERE deleted_at IS NULL AND id IN ${ids})`);
