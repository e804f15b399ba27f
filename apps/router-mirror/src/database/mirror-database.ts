import { type Client, createClient, type InStatement } from "@libsql/client/http";
import {
  DEVICES_CACHE,
  type DeviceRow,
  type NetworkRow,
  SESSIONS_CACHE,
  type SessionRow,
  VOUCHERS_CACHE,
  type VoucherRow,
  WIFI_NETWORKS_CACHE,
} from "@mikro-dash/db-schema/mirror/columns";
import { applyMigrations } from "@mikro-dash/db-schema/node/apply-migrations";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { readRows, readStatement } from "../cache/cache-reads.ts";
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
    return away(() => applyMigrations(this.#client, "mirror"));
  }

  /** The epoch under which this mirror writes; null while another one holds the lease. */
  async takeLease(seenAt: number, version: string, claim: Claim): Promise<number | null> {
    const result = await away(() => this.#client.execute(takeLease(seenAt, version, claim)));
    const epoch = result.rows[0]?.lease_epoch;
    return epoch === undefined ? null : Number(epoch);
  }

  async readCaches(): Promise<CacheContents> {
    const [vouchers, sessions, devices, networks, router] = await away(() =>
      this.#client.batch(
        [
          readStatement(VOUCHERS_CACHE),
          readStatement(SESSIONS_CACHE),
          readStatement(DEVICES_CACHE),
          readStatement(WIFI_NETWORKS_CACHE),
          "SELECT last_seen_at FROM heartbeats WHERE id = 'router'",
        ],
        "read",
      ),
    );
    const seenAt = router?.rows[0]?.last_seen_at;
    return {
      vouchers: readRows(VOUCHERS_CACHE, vouchers),
      sessions: readRows(SESSIONS_CACHE, sessions),
      devices: readRows(DEVICES_CACHE, devices),
      networks: readRows(WIFI_NETWORKS_CACHE, networks),
      routerSeenAt: seenAt === undefined ? null : epochMs(Number(seenAt)),
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
