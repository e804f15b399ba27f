import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import { ok } from "@mikro-dash/domain/result";
import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { reviewQueries, reviewsFound } from "../reviews/review-rows.ts";
import type { Queries } from "../store/store.ts";

const unsent = SYNCED_TABLES.map(({ name }) => `SELECT count(*) AS n FROM ${name} WHERE synced_at IS NULL`);
/** Rows that the primary has not accepted; each count looks only at the head of an index. */
const PENDING = sql.raw(`(SELECT sum(n) FROM (${unsent.join(" UNION ALL ")}))`);

/** Which host this is, what it can do and how old its data is. */
export async function getStatus(_input: unknown, ctx: Context) {
  const { store, host, clock, sync } = ctx;
  const { db } = store;
  const local = host === "local";
  const counts = local
    ? sql`SELECT ${PENDING} AS pending, (SELECT count(*) FROM sync_rejects) AS rejects`
    : sql`SELECT 0 AS pending, 0 AS rejects`;
  const queries = [db.all(counts), ...reviewQueries(ctx)] as unknown as Queries;
  const [results, sightings] = await Promise.all([
    store.read(queries) as Promise<readonly unknown[]>,
    ctx.wifi.sightings(),
  ]);
  const [{ pending, rejects }] = results[0] as [{ pending: number; rejects: number }];
  const { routerProblem } = sightings;
  return ok({
    ...{ host, version: ctx.version, serverTime: clock.now(), ...sync.state() },
    ...{ pending, rejects, reviews: reviewsFound(results.slice(1), ctx).reviews.length },
    ...{
      routerSeenAt: sightings.router,
      mirrorSeenAt: sightings.mirror,
      cafeSeenAt: sightings.cafe,
      routerProblem,
    },
    capabilities: local ? LOCAL_CAPABILITIES : [],
  });
}

const LOCAL_CAPABILITIES = ["events", "router", "vouchers.create", "pairings"] as const;
