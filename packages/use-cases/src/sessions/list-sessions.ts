import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import { psSessionSegments, psSessions } from "@mikro-dash/db-schema/tables/sessions";
import type { StationId } from "@mikro-dash/domain/ids";
import { invalid } from "@mikro-dash/domain/refusal";
import { err, ok } from "@mikro-dash/domain/result";
import { statusAt } from "@mikro-dash/domain/session/timeline";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { and, desc, eq, exists, gte, inArray, isNull, lt, notInArray, type SQL, sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type { Context } from "../context.ts";
import { DEFAULT_LIMIT, pageOf } from "../store/page.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { presentOne } from "./present-session.ts";
import { assembleSessions, sessionQuery } from "./session-rows.ts";

export interface ListSessions {
  /** Start from here on, epoch ms. */
  readonly from?: EpochMs;
  /** Start before this, epoch ms. */
  readonly to?: EpochMs;
  /** Was at this station at some time. */
  readonly stationId?: StationId;
  readonly status?: "open" | "running" | "paused" | "ended";
  readonly cursor?: string;
  readonly limit?: number;
}

/**
 * Sessions by start, newest first. Whether one runs or is paused is decided by its timeline, not by a column: for those
 * two the open ones, of which there are few, are all read and paged here.
 */
export async function listSessions(input: ListSessions, { store, clock }: Context) {
  const { db } = store;
  const { limit = DEFAULT_LIMIT, status } = input;
  const after = input.cursor === undefined ? undefined : parseCursor(input.cursor);
  if (after === null) return err(invalid({ path: "cursor", message: "is not one that this list gave" }));
  const derived = status === "running" || status === "paused";
  const page = db
    .select({ id: psSessions.id })
    .from(psSessions)
    .where(and(isNull(psSessions.deletedAt), ...filters(db, input), after))
    .orderBy(desc(psSessions.startedAt), desc(psSessions.id))
    .limit(derived ? ALL : limit + 1);
  const [settings, rows] = await store.read([
    settingRows(db),
    sessionQuery(db, sql`(SELECT id FROM ${page})`),
  ]);
  const policy = policyOf(settings);
  const now = clock.now();
  const newestFirst = assembleSessions(rows)
    .filter(({ facts }) => !derived || statusAt(facts, policy, now) === status)
    .toSorted(
      ({ facts: { session: a } }, { facts: { session: b } }) =>
        b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1),
    );
  const { items, nextCursor } = pageOf(
    newestFirst,
    limit,
    ({ facts: { session } }) => `${session.startedAt}.${session.id}`,
  );
  return ok({ items: items.map((one) => presentOne(one, policy, now)), nextCursor });
}

/** SQLite's "no limit". */
const ALL = -1;

function filters(db: LibSQLDatabase, { from, to, stationId, status }: ListSessions): (SQL | undefined)[] {
  const open = db.select({ id: openSessions.sessionId }).from(openSessions);
  const wasThere = (id: StationId) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(psSessionSegments)
        .where(and(eq(psSessionSegments.sessionId, psSessions.id), eq(psSessionSegments.stationId, id))),
    );
  return [
    from === undefined ? undefined : gte(psSessions.startedAt, from),
    to === undefined ? undefined : lt(psSessions.startedAt, to),
    stationId === undefined ? undefined : wasThere(stationId),
    status === undefined
      ? undefined
      : status === "ended"
        ? notInArray(psSessions.id, open)
        : inArray(psSessions.id, open),
  ];
}

function parseCursor(cursor: string): SQL | null {
  const [, startedAt, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (startedAt === undefined) return null;
  return sql`(${psSessions.startedAt}, ${psSessions.id}) < (${Number(startedAt)}, ${id})`;
}
