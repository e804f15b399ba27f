import { type activity, reviewResolutions, voids } from "@mikro-dash/db-schema/tables/audit";
import { openSessions } from "@mikro-dash/db-schema/tables/derived";
import { voucherSales } from "@mikro-dash/db-schema/tables/money";
import type { Piasters } from "@mikro-dash/domain/money/piasters";
import { invalid, type Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import { decideReview } from "@mikro-dash/domain/session/decide-review";
import type { BillingPolicy } from "@mikro-dash/domain/session/policy";
import type { ReviewChoice, ReviewDecision, ReviewedSession } from "@mikro-dash/domain/session/review-choice";
import type { Review } from "@mikro-dash/domain/session/reviews";
import { stateAt } from "@mikro-dash/domain/session/timeline";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { type WrittenChange, writeChange } from "../sessions/session-change.ts";
import { activityRow } from "../store/activity.ts";
import { attempt } from "../store/attempt.ts";
import { type Guard, guard } from "../store/guard.ts";
import { idIsFree, logLine, repeatOf } from "../store/repeat.ts";
import { insertRow, observe } from "../store/rows.ts";
import type { Queries, Query } from "../store/store.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { presentReview } from "./present-review.ts";
import { reviewQueries, reviewsFound, sessionsOf } from "./review-rows.ts";

export interface ResolveReview {
  readonly reviewId: string;
  /** Of the command. */
  readonly id?: string;
  readonly at?: EpochMs;
  /** Row id of the version that shall hold. Exactly one of this and `writeOff`. */
  readonly keep?: string;
  /** What holds today goes on holding; the rest is given up for this reason. */
  readonly writeOff?: string;
  /** The difference that was shown: another one is a CONFLICT, never decided unseen. */
  readonly expectedDifference?: Piasters | null;
}

type ResolutionRow = typeof reviewResolutions.$inferSelect;

/**
 * The owner decides. NOT_FOUND: there is no such review; CONFLICT: somebody decided otherwise, or it is no longer what
 * was shown; INVALID `keep`, `writeOff`, `at`; SESSION_ENDED: every session of the freeze is closed.
 */
export function resolveReview(
  input: ResolveReview,
  ctx: Context,
): Promise<Result<PresentedResolution, Refusal>> {
  const { keep, writeOff } = input;
  const choice = keep !== undefined ? { keep } : writeOff !== undefined ? { writeOff } : null;
  if (choice === null || (keep !== undefined && writeOff !== undefined)) {
    return Promise.resolve(err(invalid({ path: "keep", message: "either keep or writeOff" })));
  }
  return attempt(async () => {
    const { store, clock, ids } = ctx;
    const { db } = store;
    const byId = db.select().from(reviewResolutions).where(eq(reviewResolutions.id, input.reviewId));
    const queries = [settingRows(db), byId, logLine(db, input.id ?? ""), ...reviewQueries(ctx)];
    const [settings, [earlier], [log], ...results] = (await store.read(
      queries as unknown as Queries,
    )) as unknown as [Parameters<typeof policyOf>[0], ResolutionRow[], LogLine[], ...unknown[]];
    const said = { reviewId: input.reviewId, keep, writeOff, at: input.at };
    if (log && repeatOf({ log, row: undefined }, { verb: VERB, said }) !== "same") {
      return err({ code: "ID_REUSED" });
    }
    if (earlier) {
      // Whoever asks again hears that it is done, also when somebody apart has decided otherwise since.
      if (log) return ok(presentResolution(earlier));
      const same = earlier.keep === (keep ?? null) && earlier.writeOff === (writeOff ?? null);
      return same ? ok(presentResolution(earlier)) : err({ code: "CONFLICT", detail: "decided already" });
    }
    const found = reviewsFound(results, ctx);
    const review = found.reviews.find((one) => one.id === input.reviewId);
    if (!review) return err({ code: "NOT_FOUND" });
    const about = sessionsOf(review, found.loaded);
    const sessions = about.map((one) => one.facts);
    const { expectedDifference: expected } = input;
    if (expected !== undefined && expected !== presentReview(review, sessions).difference) {
      return err({ code: "CONFLICT", detail: "the difference is another one now" });
    }
    for (const one of about) observe(ctx, one.rows);
    observe(ctx, found.sales);
    const policy = policyOf(settings);
    const decision = { now: clock.now(), policy, ids };
    const at = input.at ?? decision.now;
    const decided = decideReview(review, sessions, { choice, at, by: ctx.actor().name }, decision);
    if (!decided.ok) return decided;
    const changes = changesOf(ctx, decided.value, policy);
    const sessionId = sessions.length === 1 ? (sessions[0]?.session.id ?? null) : null;
    const line = { verb: VERB, sessionId, rowIds: changes.rowIds, detail: { ...said, kind: review.kind } };
    const [[made]] = await store.write(
      [
        ...(input.id === undefined ? [] : [idIsFree(input.id)]),
        guard(0, sql`(SELECT count(*) FROM ${reviewResolutions} WHERE id = ${review.id})`),
        ...about.map((one) => one.guard),
        ...stillSo(review),
      ],
      [...changes.queries, resolution(ctx, review, choice), activityRow(ctx, { id: input.id, ...line })],
      [byId],
    );
    if (!made) throw new Error("a decision that was just written cannot be read");
    return ok(presentResolution(made));
  });
}

const VERB = "review.resolve";
type LogLine = typeof activity.$inferSelect;

export type PresentedResolution = ReturnType<typeof presentResolution>;

function presentResolution({ id, keep, writeOff, resolvedAt, by }: ResolutionRow) {
  return { id, keep, writeOff, resolvedAt, by };
}

function resolution(ctx: Context, { id }: Review, choice: ReviewChoice): Query {
  const decided = {
    keep: "keep" in choice ? choice.keep : null,
    writeOff: "writeOff" in choice ? choice.writeOff : null,
  };
  const when = { resolvedAt: ctx.clock.now(), by: ctx.actor().name };
  return insertRow(ctx, reviewResolutions, { id, ...decided, ...when });
}

/** Beside "nothing about its sessions changed": nobody came to the station, no sale was made or taken back. */
function stillSo(review: Review): readonly Guard[] {
  switch (review.kind) {
    case "two-open": {
      const { stationId, sessionIds } = review;
      const there = sql`SELECT count(*) FROM ${openSessions} WHERE ${openSessions.stationId} = ${stationId}`;
      return [guard(sessionIds.length, sql`(${there})`)];
    }
    case "two-sales": {
      const standing = sql`SELECT count(*) FROM ${voucherSales} WHERE ${voucherSales.code} = ${review.code}
        AND NOT EXISTS (SELECT 1 FROM ${voids} WHERE ${voids.id} = ${voucherSales.id})`;
      return [guard(review.sales.length, sql`(${standing})`)];
    }
    default:
      return [];
  }
}

function changesOf(ctx: Context, { sessions, sales }: ReviewDecision, policy: BillingPolicy) {
  const parts: Pick<WrittenChange, "queries" | "rowIds">[] = sessions.flatMap((one) =>
    ofSession(ctx, one, policy),
  );
  for (const { id, frame } of sales) {
    const row = { ...frame, id, targetTable: "voucher_sales", sessionId: null };
    parts.push({
      rowIds: [id],
      queries: [insertRow(ctx, voids, { ...row, by: frame.by ?? ctx.actor().name })],
    });
  }
  return { queries: parts.flatMap((one) => one.queries), rowIds: parts.flatMap((one) => one.rowIds) };
}

/** The new closing comes last: it says how much of the session its writer knew. @see docs/adr/0009-closings-say-what-was-known.md */
function ofSession(ctx: Context, made: ReviewedSession, policy: BillingPolicy) {
  const { facts, segments = [], charge, transfers = [], closing, voids: voided = [] } = made;
  const { id } = facts.session;
  const { stationId } = stateAt(facts, policy, closing?.endedAt ?? ctx.clock.now());
  return [
    writeChange(ctx, id, { segments, voids: voided, ...(charge && { charge }) }),
    ...transfers.map((transfer) => writeChange(ctx, id, { transfer })),
    ...(closing ? [writeChange(ctx, id, { closing: { ...closing, stationId } })] : []),
  ];
}
