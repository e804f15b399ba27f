import type { Client } from "@libsql/client";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { mapInPieces } from "@mikro-dash/router-gateway/in-pieces";

export type SnapshotKind = "vouchers" | "sessions" | "devices" | "networks" | "internet" | "losses";

export interface Snapshot<T> {
  readonly asOf: EpochMs;
  readonly items: readonly T[];
}

/** The last good look at the router, kept over restarts. */
export async function readSnapshot<T>(local: Client, kind: SnapshotKind): Promise<Snapshot<T> | null> {
  const { rows } = await local.execute({
    sql: "SELECT as_of, items FROM router_snapshot WHERE kind = ?",
    args: [kind],
  });
  const [row] = rows;
  if (row === undefined) return null;
  return { asOf: epochMs(Number(row.as_of)), items: JSON.parse(String(row.items)) as readonly T[] };
}

export async function writeSnapshot(
  local: Client,
  kind: SnapshotKind,
  { asOf, items }: Snapshot<unknown>,
): Promise<void> {
  const texts = await mapInPieces(items, (item) => JSON.stringify(item));
  await local.execute({
    sql:
      "INSERT INTO router_snapshot (kind, as_of, items) VALUES (?, ?, ?) ON CONFLICT (kind) " +
      "DO UPDATE SET as_of = excluded.as_of, items = excluded.items",
    args: [kind, asOf, `[${texts.join()}]`],
  });
}
