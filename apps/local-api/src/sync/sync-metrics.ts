import type { Client } from "@libsql/client";
import { readState } from "../database/sync-state.ts";
import { gauge, Histogram } from "../server/histogram.ts";
import { unsentTables } from "./unsent.ts";

/** How the exchange with the primary goes, for the shop's own monitoring. */
export class SyncMetrics {
  /** From sending rows to having them marked as accepted. */
  readonly push = new Histogram("mikro_dash_push_seconds");
  /** A look by HTTP, and a round of the replica. */
  readonly pull = new Histogram("mikro_dash_pull_seconds");
}

/** Prometheus text. */
export async function readSyncMetrics(
  local: Client,
  metrics: SyncMetrics,
  clockOffsetMs: number | null,
): Promise<string> {
  const waiting = await unsentTables(local);
  const { rows } = await local.execute("SELECT count(*) AS n FROM sync_rejects");
  return [
    gauge(
      "mikro_dash_pending_rows",
      [...waiting.values()].reduce((sum, n) => sum + n, 0),
    ),
    gauge("mikro_dash_rejected_rows", Number(rows[0]?.n)),
    gauge("mikro_dash_replica_epoch", Number((await readState(local, "replica.number")) ?? 1)),
    // Unknown until the primary was heard: then there is no such line.
    clockOffsetMs === null ? "" : gauge("mikro_dash_clock_offset_seconds", clockOffsetMs / 1_000),
    metrics.push.read(),
    metrics.pull.read(),
  ].join("");
}
