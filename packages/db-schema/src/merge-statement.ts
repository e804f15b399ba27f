import type { SyncedTable } from "./synced-tables.ts";

/**
 * `synced_at` of a row that the primary accepts now: strictly greater than that of every earlier statement on the
 * table, so a pull cursor can never pass a row, even when the primary's clock steps back or two batches share a ms.
 */
export function acceptedAt(table: string): string {
  const format = "'%Y-%m-%dT%H:%M:%fZ'";
  return (
    `(SELECT CASE WHEN newest IS NULL OR now > newest THEN now ELSE strftime(${format}, newest, '+0.001 seconds') END ` +
    `FROM (SELECT strftime(${format}, 'now') AS now, (SELECT max(synced_at) FROM ${table}) AS newest))`
  );
}

/** Where rows are merged: into the primary, which stamps its acceptance, or into local.db, which keeps the primary's. */
export type MergeTarget = "primary" | "local";

/**
 * The one merge rule, used in both directions: a fact is inserted once; a row of a register, or a verdict, replaces
 * another of the same id when its stamp is greater. One parameter: a JSON array of rows, each an array in the order of `table.columns`.
 * @see docs/sync.md
 */
export function mergeStatement(table: SyncedTable, target: MergeTarget): string {
  const values = table.columns.map((column, i) =>
    column === "synced_at" && target === "primary" ? acceptedAt(table.name) : `value ->> ${i}`,
  );
  const insert =
    `INSERT INTO ${table.name} (${table.columns.join(", ")}) ` +
    `SELECT ${values.join(", ")} FROM json_each(?) WHERE true `;
  if (table.kind === "fact") return `${insert}ON CONFLICT (id) DO NOTHING`;
  const assignments = table.columns.filter((c) => c !== "id").map((c) => `${c} = excluded.${c}`);
  return (
    `${insert}ON CONFLICT (id) DO UPDATE SET ${assignments.join(", ")} ` +
    `WHERE excluded.updated_at > ${table.name}.updated_at`
  );
}

/**
 * Rows the primary has not accepted yet, each as one JSON array; parameter: the limit. In the order of their ids, which
 * is that of the index: sorted by stamp, each push of a long queue would read all of it.
 */
export function unsentRows(table: SyncedTable): string {
  return (
    `SELECT id, updated_at, json_array(${table.columns.join(", ")}) AS row FROM ${table.name} ` +
    "WHERE synced_at IS NULL ORDER BY id LIMIT ?"
  );
}

/**
 * Marks sent rows clean unless they changed meanwhile. Parameters: `synced_at`, and a JSON array of
 * `[id, updated_at]` pairs as they were sent.
 */
export function markAccepted(table: SyncedTable): string {
  return (
    `UPDATE ${table.name} SET synced_at = ? WHERE synced_at IS NULL AND (id, updated_at) IN ` +
    "(SELECT value ->> 0, value ->> 1 FROM json_each(?))"
  );
}

/** Rows accepted after the cursor `(synced_at, id)`, in cursor order; parameters: synced_at, id, limit. */
export function rowsAfter(table: SyncedTable): string {
  return (
    `SELECT synced_at, id, json_array(${table.columns.join(", ")}) AS row FROM ${table.name} ` +
    "WHERE (synced_at, id) > (?, ?) ORDER BY synced_at, id LIMIT ?"
  );
}
