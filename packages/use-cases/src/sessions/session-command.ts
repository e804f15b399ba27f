import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { DecisionContext } from "@mikro-dash/domain/session/context";
import type { BillingPolicy } from "@mikro-dash/domain/session/policy";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Context } from "../context.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import type { Guard } from "../store/guard.ts";
import { idIsFree, logLine, type Repeat, repeatOf, rowWithId, type Said } from "../store/repeat.ts";
import { observe } from "../store/rows.ts";
import type { Queries, Query } from "../store/store.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { type PresentedSession, presentOne } from "./present-session.ts";
import { type SessionChange, writeChange } from "./session-change.ts";
import { assembleSessions, type LoadedSession, loadedSession, sessionWithId } from "./session-rows.ts";

/** What a decision about a session is made on. */
export interface Situation<Extra> {
  /** The session that the command is about. */
  readonly subject: LoadedSession;
  readonly loaded: readonly LoadedSession[];
  readonly extra: Extra;
  readonly decision: DecisionContext;
}

export interface SessionCommand<Extra> {
  readonly verb: string;
  /** Loads the sessions: `sessionWithId` or `sessionQuery`. */
  readonly sessions: (db: Context["store"]["db"]) => Query;
  /** Which of them is the subject; the only one by default. */
  readonly subject?: (loaded: readonly LoadedSession[]) => LoadedSession | undefined;
  /** The id that the client chose, the table of the row that gets it (if one does), and what the body says. */
  readonly main?: {
    readonly table?: SQLiteTable & { readonly id: AnySQLiteColumn };
    readonly id: string | undefined;
    readonly said: Said;
  };
  /** Reads beside the session, in the same round trip. */
  readonly extra?: (db: Context["store"]["db"]) => readonly Query[];
  /** Beside "nothing about the loaded sessions changed" and "the id is still free", which always hold. */
  readonly guards?: (situation: Situation<Extra>) => readonly Guard[];
  readonly decide: (situation: Situation<Extra>) => Result<SessionChange, Refusal>;
}

const FIXED = 1;

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
    const earlier = earlierQueries(ctx, command.main);
    const results: readonly unknown[] = await store.read([
      ...[settingRows(db), command.sessions(db)],
      ...earlier,
      ...(command.extra?.(db) ?? []),
    ] as unknown as Queries);
    const policy = policyOf(results[0] as Parameters<typeof policyOf>[0]);
    const loaded = assembleSessions(results[FIXED]);
    const rest = results.slice(FIXED + 1) as object[][];
    const repeat = repeatIn(rest.slice(0, earlier.length), command);
    if (repeat === "reused") return err({ code: "ID_REUSED" });
    const subject = command.subject ? command.subject(loaded) : loaded[0];
    if (!subject) return err({ code: "NOT_FOUND" });
    if (repeat === "same") return ok(presentOne(subject, policy, clock.now()));
    for (const one of loaded) observe(ctx, one.rows);
    const situation: Situation<Extra> = {
      ...{ subject, loaded },
      extra: rest.slice(earlier.length) as Extra,
      decision: { now: clock.now(), policy, ids },
    };
    const decided = command.decide(situation);
    if (!decided.ok) return decided;
    const guards = [...loaded.map((one) => one.guard), ...(command.guards?.(situation) ?? [])];
    return ok(await writeDecision(ctx, command, subject, policy, guards, decided.value));
  });
}

type Main = SessionCommand<never>["main"];

/** What is stored under the id that the client chose: the line of the log, then the row. */
function earlierQueries({ store: { db } }: Context, main: Main): readonly Query[] {
  if (main?.id === undefined) return [];
  const { table, id } = main;
  return [logLine(db, id), ...(table ? [rowWithId(db, table, id)] : [])];
}

function repeatIn(
  earlier: readonly object[][],
  { main, verb }: Pick<SessionCommand<never>, "verb" | "main">,
): Repeat {
  if (!main || earlier.length === 0) return "new";
  const log = earlier[0]?.[0] as Parameters<typeof repeatOf>[0]["log"];
  return repeatOf({ log, row: earlier[1]?.[0] }, { verb, said: main.said });
}

async function writeDecision(
  ctx: Context,
  { verb, main }: Pick<SessionCommand<never>, "verb" | "main">,
  subject: LoadedSession,
  policy: BillingPolicy,
  guards: readonly Guard[],
  change: SessionChange,
): Promise<PresentedSession> {
  const { id } = subject.facts.session;
  const { queries, rowIds, after } = writeChange(ctx, id, change);
  if (queries.length === 0) return presentOne(subject, policy, ctx.clock.now());
  const free = main?.id === undefined ? [] : [idIsFree(main.id, main.table)];
  const log = activityRow(ctx, {
    ...{ id: main?.id, verb, sessionId: id, rowIds },
    ...(main && { detail: main.said }),
  });
  const { store } = ctx;
  const readBack = change.closing ? [sessionWithId(store.db, id)] : [];
  const [read] = await store.write([...free, ...guards], [...queries, log], readBack);
  const written = read ? assembleSessions(read)[0] : loadedSession(after(subject.facts));
  if (!written) throw new Error("a session that was just written cannot be read");
  return presentOne(written, policy, ctx.clock.now());
}
