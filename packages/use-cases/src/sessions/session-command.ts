import { activity } from "@mikro-dash/db-schema/tables/audit";
import { psStations } from "@mikro-dash/db-schema/tables/stations";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { DecisionContext } from "@mikro-dash/domain/session/context";
import type { BillingPolicy } from "@mikro-dash/domain/session/policy";
import { eq, type SQL, sql } from "drizzle-orm";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Context } from "../context.ts";
import type { StationRow } from "../stations/station-rows.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { observe, repeatOf } from "../store/rows.ts";
import type { Guard, Queries, Query } from "../store/store.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { type PresentedSession, presentOne } from "./present-session.ts";
import { changeQueries, type SessionChange } from "./session-change.ts";
import { assembleSessions, type LoadedSession, SESSION_QUERY_COUNT, sessionQueries } from "./session-rows.ts";

/** What a decision about a session is made on. */
export interface Situation<Extra> {
  /** The session that the command is about. */
  readonly subject: LoadedSession;
  readonly loaded: readonly LoadedSession[];
  readonly stations: readonly StationRow[];
  readonly extra: Extra;
  readonly decision: DecisionContext;
}

export interface SessionCommand<Extra> {
  readonly verb: string;
  /** Parenthesised subquery of the ids of the sessions to load. */
  readonly sessions: SQL;
  /** Which of them is the subject; the only one by default. */
  readonly subject?: (loaded: readonly LoadedSession[]) => LoadedSession | undefined;
  /** The row that this command makes, by the id the client chose, and what the body says about it. */
  readonly main?: {
    readonly table: SQLiteTable & { readonly id: AnySQLiteColumn };
    readonly id: string | undefined;
    readonly said: Readonly<Record<string, unknown>>;
    /** What the body says about other rows than the main one: whether the first time said it too. */
    readonly alsoSaid?: (stored: object, subject: LoadedSession) => boolean;
  };
  /** Reads beside the session, in the same round trip. */
  readonly extra?: (db: Context["store"]["db"]) => readonly Query[];
  /** Beside "nothing about the loaded sessions changed", which always holds. */
  readonly guards?: readonly Guard[];
  readonly decide: (situation: Situation<Extra>) => Result<SessionChange, Refusal>;
}

const FIXED = 2;

/**
 * One command about one session: one read, a pure decision, one write that answers the session as it is after it.
 * A repeat (same id, same words) answers the session as it is now.
 */
export function sessionCommand<Extra = readonly []>(
  ctx: Context,
  command: SessionCommand<Extra>,
): Promise<Result<PresentedSession, Refusal>> {
  return attempt(async () => {
    const { store, clock, ids } = ctx;
    const { db } = store;
    const { main } = command;
    const stored =
      main?.id === undefined ? [] : [db.select().from(main.table).where(eq(main.table.id, main.id))];
    const extra = command.extra?.(db) ?? [];
    const queries = [settingRows(db), db.select().from(psStations), ...sessionQueries(db, command.sessions)];
    const results: readonly unknown[] = await store.read([
      ...queries,
      ...stored,
      ...extra,
    ] as unknown as Queries);
    const policy = policyOf(results[0] as Parameters<typeof policyOf>[0]);
    const loaded = assembleSessions(results.slice(FIXED, FIXED + SESSION_QUERY_COUNT) as never);
    const rest = results.slice(FIXED + SESSION_QUERY_COUNT) as object[][];
    const earlier = stored.length > 0 ? rest[0]?.[0] : undefined;
    const repeat = main ? repeatOf(earlier, main.said) : "new";
    if (repeat === "reused") return err({ code: "ID_REUSED" });
    const subject = command.subject ? command.subject(loaded) : loaded[0];
    if (!subject) return err({ code: "NOT_FOUND" });
    if (repeat === "same" && earlier) {
      const same = main?.alsoSaid?.(earlier, subject) ?? true;
      return same ? ok(presentOne(subject, policy, clock.now())) : err({ code: "ID_REUSED" });
    }
    for (const one of loaded) observe(ctx, one.rows);
    const decided = command.decide({
      subject,
      loaded,
      stations: results[1] as StationRow[],
      extra: rest.slice(stored.length) as Extra,
      decision: { now: clock.now(), policy, ids },
    });
    if (!decided.ok) return decided;
    const guards = [...loaded.map((one) => one.guard), ...(command.guards ?? [])];
    return ok(await writeChange(ctx, command, subject, policy, guards, decided.value));
  });
}

async function writeChange(
  ctx: Context,
  command: Pick<SessionCommand<never>, "verb" | "main">,
  subject: LoadedSession,
  policy: BillingPolicy,
  guards: readonly Guard[],
  change: SessionChange,
): Promise<PresentedSession> {
  const { id } = subject.facts.session;
  const { queries, rowIds } = changeQueries(ctx, id, change);
  if (queries.length === 0) return presentOne(subject, policy, ctx.clock.now());
  const logId = command.main?.table === activity ? command.main.id : undefined;
  const log = activityRow(ctx, {
    verb: command.verb,
    sessionId: id,
    rowIds,
    ...(logId ? { id: logId } : {}),
  });
  const readBack = sessionQueries(ctx.store.db, sql`(SELECT ${id})`);
  const [after] = assembleSessions((await ctx.store.write(guards, [...queries, log], readBack)) as never);
  if (!after) throw new Error("a session that was just written cannot be read");
  return presentOne(after, policy, ctx.clock.now());
}

/** Whether this line of the activity log is of the command that made the row `id`. */
export const madeBy = (line: object, id: string): boolean =>
  (line as typeof activity.$inferSelect).rowIds.includes(id);

/** The subquery of one session id. */
export const sessionWithId = (id: string): SQL => sql`(SELECT ${id})`;
