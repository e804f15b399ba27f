import { cp } from "node:fs/promises";
import { type Client, createClient } from "@libsql/client/http";
import { acceptedAt } from "@mikro-dash/db-schema/merge-statement";
import type { MigrationSet } from "@mikro-dash/db-schema/node/apply-migrations";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { startSqld } from "@mikro-dash/test-kit/sqld";
import { seedHistory } from "@mikro-dash/use-cases/testing/history";
import { boardStatements } from "../board-statements.ts";
import { monotonicMs } from "../monotonic.ts";
import { INSERT_ORDER, orderArgs, SELECT_SEEN } from "../subjects/rows.ts";
import type { BoardStatement } from "../subjects/subject.ts";
import { furnish } from "./furniture.ts";
import type { Primary } from "./primary.ts";

const ROWS_OF_A_SESSION = 8;

/**
 * A directory that a primary can be started on: schema, years of history, the stations of tonight. Answers the
 * statements with which its board is read.
 */
export async function fillDirectory(
  dir: string,
  historyRows: number,
  now: number,
): Promise<readonly BoardStatement[]> {
  const sqld = await startSqld({ dir });
  const client = createClient({ url: sqld.url });
  await migrate(client, "shared");
  await seedHistory(client, Math.max(1, Math.round(historyRows / ROWS_OF_A_SESSION)));
  await furnish(client, now);
  client.close();
  const board = await boardStatements(sqld.url);
  await sqld.stop();
  return board;
}

/** A sqld on its own copy of a directory. */
export async function startSqldPrimary(dir: string, filled: string): Promise<Primary> {
  await cp(filled, dir, { recursive: true });
  return primaryOn(dir);
}

/** An empty one, for the heartbeats. */
export async function startSqldFor(dir: string, migrations: MigrationSet): Promise<Primary> {
  return primaryOn(dir, migrations);
}

async function primaryOn(dir: string, migrations?: MigrationSet): Promise<Primary> {
  const adminPort = await freePort();
  const sqld = await startSqld({ dir, env: { SQLD_ADMIN_LISTEN_ADDR: `127.0.0.1:${adminPort}` } });
  const client: Client = createClient({ url: sqld.url });
  if (migrations !== undefined) await migrate(client, migrations);
  return {
    ...{ pid: sqld.pid, port: sqld.port, url: sqld.url },
    has: async (id) => (await client.execute({ sql: SELECT_SEEN, args: [id, id] })).rows.length > 0,
    async insert(id) {
      await client.batch(
        [
          { sql: INSERT_ORDER, args: orderArgs(id) },
          {
            sql: `UPDATE ps_session_orders SET synced_at = ${acceptedAt("ps_session_orders")} WHERE id = ?`,
            args: [id],
          },
        ],
        "write",
      );
      return monotonicMs();
    },
    async ordersOf(sessionId) {
      const sql = "SELECT count(*) FROM ps_session_orders WHERE session_id = ?";
      return Number((await client.execute({ sql, args: [sessionId] })).rows[0]?.[0]);
    },
    async counted() {
      const answer = await fetch(`http://127.0.0.1:${adminPort}/v1/namespaces/default/stats`);
      const stats = (await answer.json()) as Record<string, number>;
      return {
        rowsWritten: stats.rows_written_count ?? Number.NaN,
        rowsRead: stats.rows_read_count ?? Number.NaN,
        frames: stats.replication_index ?? Number.NaN,
        framesSent: stats.embedded_replica_frames_replicated ?? Number.NaN,
      };
    },
    async stop() {
      client.close();
      await sqld.stop();
    },
  };
}
