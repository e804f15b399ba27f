import type { Client, Row } from "@libsql/client";
import type { Clock } from "@mikro-dash/domain/time/clock";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { NotedLoss, Sourced } from "@mikro-dash/use-cases/wifi/wifi-source";
import type { Logger } from "pino";
import { connectPrimary, type PrimaryAddress } from "../sync/primary.ts";
import { Wake } from "../sync/wake.ts";
import { readSnapshot, type Snapshot, writeSnapshot } from "./snapshots.ts";

const EVERY_MS = 10_000;
/** Who asks gets what is known, and has it looked up anew when it is older than this. */
const FRESH_MS = 2_000;
const DEADLINE_MS = 5_000;
/** After this long without an answer of the mirror's database, what is known is called old. */
const LIVE_MS = 30_000;
const KEPT_EVERY_MS = 60_000;

/** When the router last lost something: one row, so that the losses are read only when there are new ones. */
const LAST_LOSS = "SELECT last_seen_at FROM heartbeats WHERE id = 'lost-usage'";
const LOSSES = "SELECT id, voucher_id, code, bytes, seconds, booted_at FROM lost_usage";

export interface LostUsageLook {
  /** At once; `asOf` null = the mirror's database was never reached. */
  now(): Sourced<NotedLoss>;
  keepLooking(signal: AbortSignal): Promise<void>;
}

/**
 * What the mirror noted as lost, read from its database every 10 s and kept over restarts, so that it is known without the
 * internet too. A look that finds nothing new reads one row of it.
 * @param address null: a shop without a mirror, where nobody knows
 */
export async function lostUsageLook(parts: {
  readonly address: PrimaryAddress | null;
  readonly local: Client;
  readonly clock: Clock;
  readonly log: Logger;
}): Promise<LostUsageLook> {
  const { address, local, clock, log } = parts;
  let last: Snapshot<NotedLoss> | null = address && (await readSnapshot<NotedLoss>(local, "losses"));
  let mark: number | null | undefined;
  let answeredAt = Number.NEGATIVE_INFINITY;
  let keptAt = Number.NEGATIVE_INFINITY;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const wanted = new Wake();

  async function look(database: ReturnType<typeof connectPrimary>): Promise<void> {
    const [found] = await database.batch([LAST_LOSS], "read");
    const seen = found?.rows[0]?.last_seen_at;
    const newest = seen === undefined || seen === null ? null : Number(seen);
    let items = last?.items ?? [];
    const isNew = newest !== mark;
    if (isNew) items = ((await database.batch([LOSSES], "read"))[0]?.rows ?? []).map(notedLoss);
    mark = newest;
    last = { asOf: clock.now(), items };
    answeredAt = performance.now();
    if (!isNew && answeredAt - keptAt < KEPT_EVERY_MS) return;
    keptAt = answeredAt;
    await writeSnapshot(local, "losses", last);
  }

  return {
    now() {
      if (performance.now() - lookedAt > FRESH_MS) wanted.call();
      const isLive = performance.now() - answeredAt < LIVE_MS;
      return { source: isLive ? "live" : "cached", ...(last ?? { asOf: null, items: [] }) };
    },
    async keepLooking(signal) {
      if (address === null) return;
      const database = connectPrimary(address, { deadlineMs: DEADLINE_MS, signal });
      let works = true;
      while (!signal.aborted) {
        lookedAt = performance.now();
        try {
          await look(database);
          works = true;
        } catch (error) {
          if (works && !signal.aborted) log.warn({ error: String(error) }, "lost usage cannot be read");
          works = false;
        }
        await wanted.sleep(EVERY_MS, signal);
      }
      database.close();
    },
  };
}

function notedLoss(row: Row): NotedLoss {
  return {
    id: String(row.id),
    voucherId: String(row.voucher_id),
    code: String(row.code),
    bytes: Number(row.bytes),
    seconds: Number(row.seconds),
    bootedAt: epochMs(Number(row.booted_at)),
  };
}
