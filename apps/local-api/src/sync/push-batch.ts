import type { InStatement, ResultSet } from "@libsql/client";
import { mergeStatement } from "@mikro-dash/db-schema/merge-statement";
import type { SyncedTable } from "@mikro-dash/db-schema/synced-tables";

/** A row that the primary has not accepted yet. */
export interface UnsentRow {
  readonly table: SyncedTable;
  readonly id: string;
  readonly updatedAt: string;
  /** JSON array in the order of the table's columns. */
  readonly json: string;
}

/** Where this writer's `push_marks` row must stand: acknowledged, or already at the one in flight (its answer was lost). */
export interface ExpectedMark {
  readonly node: string;
  readonly acknowledged: number;
}

export interface Accepted {
  readonly primaryNow: number;
  /** By table name: an instant not earlier than that at which the primary accepted these rows. */
  readonly syncedAt: ReadonlyMap<string, string>;
}

const MARK = "coalesce((SELECT mark FROM push_marks WHERE node = ?), 0)";
const NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

/** One HTTP batch, one transaction: refuses everything when the mark betrays a restored primary, else merges and counts. */
export function pushStatements(rows: readonly UnsentRow[], mark: ExpectedMark): InStatement[] {
  const { node, acknowledged } = mark;
  const inFlight = acknowledged + 1;
  const groups = [...byTable(rows)];
  return [
    {
      sql: `INSERT INTO write_guard (expected, actual) VALUES (1, ${MARK} IN (?, ?))`,
      args: [node, acknowledged, inFlight],
    },
    ...groups.map(([table, group]) => ({
      sql: mergeStatement(table, "primary"),
      args: [`[${group.map((row) => row.json).join(",")}]`],
    })),
    {
      sql:
        `INSERT INTO push_marks (node, mark, at) VALUES (?, ?, ${NOW}) ` +
        "ON CONFLICT (node) DO UPDATE SET mark = excluded.mark, at = excluded.at",
      args: [node, inFlight],
    },
    `SELECT ${NOW} AS now`,
    ...groups.map(([table]) => `SELECT max(synced_at) AS synced_at FROM ${table.name}`),
  ];
}

/** Reads the answer to {@link pushStatements} for the same rows. */
export function readAccepted(rows: readonly UnsentRow[], results: readonly ResultSet[]): Accepted {
  const tables = [...byTable(rows).keys()];
  const answers = results.slice(results.length - tables.length - 1);
  const [now, ...greatest] = answers.map((result) => String(result.rows[0]?.[0]));
  return {
    primaryNow: Date.parse(String(now)),
    syncedAt: new Map(tables.map((table, i) => [table.name, String(greatest[i])])),
  };
}

export function byTable<Row extends { readonly table: SyncedTable }>(
  rows: readonly Row[],
): Map<SyncedTable, Row[]> {
  return Map.groupBy(rows, (row) => row.table);
}
