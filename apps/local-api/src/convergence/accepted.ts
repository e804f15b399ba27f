import type { Client } from "@libsql/client";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import { hold } from "./failure.ts";
import type { ModelRow, ModelRows } from "./model/rows.ts";
import type { Attempted } from "./shop-context.ts";

const BY_STAMP = SYNCED_TABLES.map(
  ({ name }) => `SELECT * FROM ${name} WHERE updated_at IN (SELECT value FROM json_each(?))`,
);
const NEWER = SYNCED_TABLES.map(({ name }) => `SELECT max(updated_at) AS stamp FROM ${name}`).join(
  " UNION ALL ",
);

/** How a command ended for whoever gave it. */
export type Ending = "ok" | "refused" | "unknown";

/**
 * Looks at what a command wrote, right after it, and tells the model. Each stamp that it drew must be on a row: all of
 * them when it was accepted, none when it was refused, all or none when nobody knows.
 */
export async function noteAccepted(
  client: Client,
  attempted: Attempted,
  ending: Ending,
  model: ModelRows,
): Promise<number> {
  const { stamps, outcome } = attempted;
  if (stamps.length === 0) return 0;
  const args = [JSON.stringify(stamps)];
  const results = await client.batch(
    BY_STAMP.map((sql) => ({ sql, args })),
    "read",
  );
  let found = 0;
  for (const [i, { rows }] of results.entries()) {
    for (const row of rows) {
      found += 1;
      model.accept(SYNCED_TABLES[i]?.name ?? "", { ...row } as unknown as ModelRow);
    }
  }
  const whole = found === stamps.length;
  const right =
    ending === "ok" && outcome === "written"
      ? whole
      : ending === "refused"
        ? found === 0
        : whole || found === 0;
  hold(right, "all or nothing", () => `${ending}: ${found} of ${stamps.length} rows were written`);
  return found;
}

/** The greatest stamp that a database holds. */
export async function greatestIn(client: Client): Promise<string> {
  const { rows } = await client.execute(NEWER);
  return rows.reduce(
    (greatest, row) => (String(row.stamp ?? "") > greatest ? String(row.stamp) : greatest),
    "",
  );
}
