import type { Client } from "@libsql/client";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import { hold } from "./failure.ts";
import type { ModelRow, ModelRows } from "./model/rows.ts";
import type { Attempted } from "./shop-context.ts";

const BY_STAMP = SYNCED_TABLES.map(({ name, columns }) => {
  const row = columns.map((column) => `'${column}', ${column}`).join(", ");
  return `SELECT '${name}', json_object(${row}) FROM ${name} WHERE updated_at IN (SELECT value FROM json_each(?1))`;
}).join(" UNION ALL ");
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
  const { rows } = await client.execute({ sql: BY_STAMP, args: [JSON.stringify(stamps)] });
  const found = rows.length;
  for (const row of rows) model.accept(String(row[0]), JSON.parse(String(row[1])) as ModelRow);
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

const UNSENT = SYNCED_TABLES.map(({ name, columns }) => {
  const row = columns.map((column) => `'${column}', ${column}`).join(", ");
  return `SELECT '${name}', json_object(${row}) FROM ${name} WHERE synced_at IS NULL AND substr(updated_at, -8) = ?1`;
}).join(" UNION ALL ");

/** A computer that hears the time may stamp anew what nobody has seen: the model is told what it says now. */
export async function noteTakenBack(local: Client, node: string, model: ModelRows): Promise<number> {
  const { rows } = await local.execute({ sql: UNSENT, args: [node] });
  return rows.filter((row) => model.takeBack(String(row[0]), JSON.parse(String(row[1])) as ModelRow)).length;
}

/** The greatest stamp that a database holds. */
export async function greatestIn(client: Client): Promise<string> {
  const { rows } = await client.execute(NEWER);
  return rows.reduce(
    (greatest, row) => (String(row.stamp ?? "") > greatest ? String(row.stamp) : greatest),
    "",
  );
}
