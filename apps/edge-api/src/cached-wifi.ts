import {
  devicesCache,
  heartbeats,
  lostUsage,
  sessionsCache,
  vouchersCache,
  wifiNetworksCache,
} from "@mikro-dash/db-schema/mirror/tables";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { lossesOf, type VoucherFilter, type WifiSource } from "@mikro-dash/use-cases/wifi/wifi-source";
import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { asOneValue, rowsFrom } from "./rows-as-value.ts";

/** What the mirror wrote down, with the router's last heartbeat as its age. One round trip a question. */
export function cachedWifi(db: LibSQLDatabase): WifiSource {
  const beats = db.select(BEAT).from(heartbeats);
  const noted = db
    .select({ loss: lostUsage, voucher: LIMITS })
    .from(lostUsage)
    .innerJoin(vouchersCache, eq(vouchersCache.id, lostUsage.voucherId));
  const pageOf = (filter: VoucherFilter) => {
    const page = db
      .select()
      .from(vouchersCache)
      .where(matching(filter))
      .orderBy(asc(vouchersCache.code))
      .limit(filter.limit);
    return db.select({ page: asOneValue(vouchersCache) }).from(page.as("page"));
  };
  const sourced = <T>(items: readonly T[], rows: readonly Beat[]) => ({
    source: "cached" as const,
    asOf: seenAt(rows, "router"),
    items,
  });
  return {
    async vouchers(filter) {
      const [found, rows] = await db.batch([pageOf(filter), beats]);
      return sourced(vouchersFrom(found), rows);
    },
    async voucherPage(filter) {
      const [found, lost, rows] = await db.batch([pageOf(filter), noted, beats]);
      return { ...sourced(vouchersFrom(found), rows), losses: sourced(lossesFrom(lost), rows) };
    },
    async sessions() {
      const [items, rows] = await db.batch([db.select().from(sessionsCache), beats]);
      return sourced(
        items.map(({ syncedAt: _, ...session }) => session),
        rows,
      );
    },
    async devices() {
      const [items, rows] = await db.batch([db.select().from(devicesCache), beats]);
      return sourced(
        items.map(({ syncedAt: _, ...device }) => device),
        rows,
      );
    },
    async networks() {
      const [items, rows] = await db.batch([db.select().from(wifiNetworksCache), beats]);
      return sourced(
        items.map(({ syncedAt: _, ...network }) => network),
        rows,
      );
    },
    async losses() {
      const [lost, rows] = await db.batch([noted, beats]);
      return sourced(lossesFrom(lost), rows);
    },
    async sightings() {
      const rows = await beats;
      const problem = rows.find((row) => row.id === "router")?.error ?? null;
      return {
        router: seenAt(rows, "router"),
        mirror: seenAt(rows, "router-mirror"),
        cafe: seenAt(rows, "local-api"),
        routerProblem: problem,
      };
    },
  };
}

/** By name, so that a database that lacks a newer column of the mirror's is read all the same. */
const BEAT = { id: heartbeats.id, lastSeenAt: heartbeats.lastSeenAt, error: heartbeats.error };
type Beat = Pick<typeof heartbeats.$inferSelect, keyof typeof BEAT>;

function seenAt(rows: readonly Beat[], id: string): EpochMs | null {
  const row = rows.find((beat) => beat.id === id);
  return row ? epochMs(row.lastSeenAt) : null;
}

const vouchersFrom = ([found]: readonly { readonly page: string }[]) =>
  rowsFrom(vouchersCache, found?.page).map(({ syncedAt: _, ...voucher }) => voucher);

const { id, code, bytesLimit, timeLimit } = vouchersCache;
const LIMITS = { id, code, bytesLimit, timeLimit };

/** Of vouchers that are there, with their limits. */
interface NotedRow {
  readonly loss: typeof lostUsage.$inferSelect;
  readonly voucher: Pick<typeof vouchersCache.$inferSelect, keyof typeof LIMITS>;
}

function lossesFrom(rows: readonly NotedRow[]) {
  const losses = rows.map(({ loss: { syncedAt: _, bootedAt, ...loss } }) => ({
    ...loss,
    bootedAt: epochMs(bootedAt),
  }));
  return lossesOf(
    losses,
    rows.map(({ voucher }) => voucher),
  );
}

function matching({ status, packageId, createdAt, codes, q, afterCode }: VoucherFilter) {
  const part = q?.trim() ? `%${q.trim().replaceAll(/[\\%_]/g, "\\$&")}%` : undefined;
  return and(
    status === undefined ? undefined : eq(vouchersCache.status, status),
    packageId === undefined ? undefined : eq(vouchersCache.packageId, packageId),
    createdAt === undefined ? undefined : eq(vouchersCache.createdAt, createdAt),
    codes &&
      sql`(${vouchersCache.code} IN (SELECT value FROM json_each(${JSON.stringify(codes.listed)}))) = ${codes.wanted ? 1 : 0}`,
    part === undefined
      ? undefined
      : or(
          ...[vouchersCache.code, vouchersCache.deviceName, vouchersCache.macAddress].map(
            // Without ESCAPE a backslash is a letter like any other.
            (column) => sql`${column} LIKE ${part} ESCAPE '\\'`,
          ),
        ),
    afterCode === undefined ? undefined : gt(vouchersCache.code, afterCode),
  );
}
