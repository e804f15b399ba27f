import type { Client, InStatement } from "@libsql/client";
import { formatStamp, type HlcStamp } from "@mikro-dash/domain/sync/hlc";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { type MergeTarget, mergeStatement } from "../merge-statement.ts";
import { SYNCED_TABLES, type SyncedTable } from "../synced-tables.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

/** The n-th stamp of an evening. */
export const stamp = (n: number, node = "testtest"): HlcStamp =>
  formatStamp({ at: epochMs(NOON + n), counter: 0, node });

export function tableNamed(name: string): SyncedTable {
  const table = SYNCED_TABLES.find((one) => one.name === name);
  if (!table) throw new Error(`${name} is not a synced table`);
  return table;
}

export type Row = Readonly<Record<string, string | number | null>>;

/** What a column holds when a test does not care. */
const INDIFFERENT: Row = {
  ...{
    synced_at: null,
    deleted_at: null,
    timer_minutes: null,
    cost_limit: null,
    notes: null,
    batch_id: null,
  },
  ...{ reason: "", discount_reason: null, keep: null, write_off: null, mac_address: null, value: "null" },
  ...{ name: "", name_ar: "", kind: "single", target_table: "", by: "", method: "cash", receipt_no: "" },
  ...{
    code: "",
    package_name: "",
    package_id: null,
    menu_item_id: "",
    limit_action: "alert",
    closed_by: "",
    seen_version: "",
  },
  ...{ station_id: "", session_id: "", from_session_id: "", to_session_id: "", closing_id: "" },
  ...{ actor: "", device: "", verb: "", row_ids: "[]", detail: null, request_id: null },
};

/** A whole row of a table: `id`, `updated_at`, and whatever else is given. */
export function aRow(table: string, id: string, updatedAt: string, given: Row = {}): Row {
  const values = { ...INDIFFERENT, ...given, id, updated_at: updatedAt };
  return Object.fromEntries(
    tableNamed(table).columns.map((column) => [column, (values as Row)[column] ?? numberOrNull(column)]),
  );
}

const numberOrNull = (column: string) => (column in INDIFFERENT ? null : 0);

/** The statement that merges rows as push and pull do. */
export function merging(table: string, target: MergeTarget, rows: readonly Row[]): InStatement {
  const { columns } = tableNamed(table);
  const arrays = rows.map((row) => columns.map((column) => row[column] ?? null));
  return { sql: mergeStatement(tableNamed(table), target), args: [JSON.stringify(arrays)] };
}

export async function merge(client: Client, table: string, target: MergeTarget, rows: readonly Row[]) {
  return (await client.execute(merging(table, target, rows))).rowsAffected;
}

/** Inserts as a command does, without the merge's ON CONFLICT. */
export function inserting(table: string, row: Row): InStatement {
  const { columns } = tableNamed(table);
  return {
    sql: `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    args: columns.map((column) => row[column] ?? null),
  };
}

/** All rows of a table by id, as plain objects. */
export async function allRows(client: Client, table: string, order = "id"): Promise<Row[]> {
  const { rows } = await client.execute(`SELECT * FROM ${table} ORDER BY ${order}`);
  return rows.map((row) => ({ ...row }) as unknown as Row);
}

/** One column of a query's answer. */
export async function column<T = string>(client: Client, sql: string): Promise<T[]> {
  return (await client.execute(sql)).rows.map((row) => row[0] as T);
}
