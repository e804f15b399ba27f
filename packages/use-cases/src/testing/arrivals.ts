import type { Client } from "@libsql/client";

type Values = Readonly<Record<string, string | number | null>>;

/** The stamp of another writer; later than those of the evening's tests. */
const ELSEWHERE = "2027-01-01T00:00:00.000Z-0000-elsewher";

/** A row of another writer, as a merge brings it: past the guards of the commands. */
export async function arrive(client: Client, table: string, row: Values): Promise<void> {
  const values = { updated_at: ELSEWHERE, ...row };
  const names = Object.keys(values);
  await client.execute({
    sql: `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
    args: Object.values(values),
  });
}

/** The same, made like one that is there already. */
export async function arriveLike(
  client: Client,
  table: string,
  where: string,
  changes: Values,
): Promise<void> {
  const [like] = (await client.execute(`SELECT * FROM ${table} WHERE ${where}`)).rows;
  if (!like) throw new Error(`there is no row of ${table} where ${where}`);
  await arrive(client, table, {
    ...(like as unknown as Values),
    updated_at: ELSEWHERE,
    synced_at: null,
    ...changes,
  });
}
