import { type Client, createClient, type InStatement } from "@libsql/client/http";
import {
  devicesCache,
  heartbeats,
  sessionsCache,
  vouchersCache,
  wifiNetworksCache,
} from "@mikro-dash/db-schema/mirror/tables";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql/http";
import type { DeviceRow, NetworkRow, SessionRow, VoucherRow } from "../cache/cache-rows.ts";
import { type Claim, isLeaseLost, leaseGuard, releaseLease, takeLease } from "./lease.ts";

/** The database did not answer, or refused. */
export class DatabaseAway extends Error {}

/** Another mirror writes now. */
export class LeaseLost extends Error {}

export interface CacheContents {
  readonly vouchers: readonly VoucherRow[];
  readonly sessions: readonly SessionRow[];
  readonly devices: readonly DeviceRow[];
  readonly networks: readonly NetworkRow[];
  /** When a mirror last saw the router; null = never. */
  readonly routerSeenAt: EpochMs | null;
}

const DEADLINE_MS = 8_000;

/** The mirror's own database over HTTP. Every call is one round trip, has a deadline, and throws DatabaseAway. */
export class MirrorDatabase {
  #client: Client;

  constructor(address: { readonly url: string; readonly authToken: string | undefined }) {
    this.#client = createClient({
      url: address.url,
      ...(address.authToken === undefined ? {} : { authToken: address.authToken }),
      fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(DEADLINE_MS) }),
    });
  }

  /** Makes the tables that are missing. */
  prepare(): Promise<void> {
    return away(() => migrate(this.#client, "mirror"));
  }

  /** The epoch under which this mirror writes; null while another one holds the lease. */
  async takeLease(seenAt: number, version: string, claim: Claim): Promise<number | null> {
    const result = await away(() => this.#client.execute(takeLease(seenAt, version, claim)));
    const epoch = result.rows[0]?.lease_epoch;
    return epoch === undefined ? null : Number(epoch);
  }

  async readCaches(): Promise<CacheContents> {
    const db = drizzle({ client: this.#client });
    const [vouchers, sessions, devices, networks, router] = await away(() =>
      db.batch([
        db.select().from(vouchersCache),
        db.select().from(sessionsCache),
        db.select().from(devicesCache),
        db.select().from(wifiNetworksCache),
        db.select().from(heartbeats).where(eq(heartbeats.id, "router")),
      ]),
    );
    return {
      vouchers: vouchers.map(withoutSyncedAt),
      sessions: sessions.map(withoutSyncedAt),
      devices: devices.map(withoutSyncedAt),
      networks: networks.map(withoutSyncedAt),
      routerSeenAt: router[0] ? epochMs(router[0].lastSeenAt) : null,
    };
  }

  /** All of it or nothing, and only under the lease. Answers how many rows were written. @throws LeaseLost, DatabaseAway */
  async write(epoch: number, statements: readonly InStatement[]): Promise<number> {
    try {
      const results = await this.#client.batch([leaseGuard(epoch), ...statements], "write");
      return results.reduce((sum, result) => sum + result.rowsAffected, 0);
    } catch (error) {
      if (isLeaseLost(error)) throw new LeaseLost("Another mirror took over.");
      throw asAway(error);
    }
  }

  async release(epoch: number): Promise<void> {
    await away(() => this.#client.execute(releaseLease(epoch)));
  }

  close(): void {
    this.#client.close();
  }
}

function withoutSyncedAt<R extends { syncedAt: unknown }>({ syncedAt: _, ...row }: R): Omit<R, "syncedAt"> {
  return row;
}

async function away<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asAway(error);
  }
}

function asAway(error: unknown): DatabaseAway {
  const reasons: string[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    if (one.message !== "") reasons.push(one.message);
  }
  return new DatabaseAway(`The mirror's database cannot be used: ${reasons.join(": ") || String(error)}.`);
}
