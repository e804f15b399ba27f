import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { afterEach, beforeEach, expect, test } from "vitest";

/** What `patches/@libsql__client` adds must not be seen, but for the time that it saves. */
let directory: string;
let client: Client;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "statement-cache-"));
  client = createClient({ url: pathToFileURL(join(directory, "local.db")).href, concurrency: 1 });
  await migrate(client, "shared");
  await client.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)");
});
afterEach(() => {
  client.close();
  rmSync(directory, { recursive: true, force: true });
});

const rowsOf = async (sql: string, args: (string | number)[] = []) =>
  (await client.execute({ sql, args })).rows.map((row) => ({ ...row }));

test("given a statement with triggers, when it is run again, then it is not prepared again", async () => {
  const insert = `INSERT INTO ps_payments (id, updated_at, session_id, closing_id, amount, method, taken_at)
    SELECT id, updated_at, session_id, closing_id, amount, method, taken_at FROM ps_payments WHERE false`;
  const same: number[] = [];
  const fresh: number[] = [];
  for (let n = 0; n < 200; n++) {
    same.push(await timeOf(insert));
    fresh.push(await timeOf(`${insert} -- ${n}`));
  }
  expect(median(same) * 1.5).toBeLessThan(median(fresh));
});

test("given a value that is not given again, then the one of the last time is not used", async () => {
  const sql = "SELECT ?1 AS a, ?2 AS b";
  expect(await rowsOf(sql, [1, 2])).toEqual([{ a: 1, b: 2 }]);
  expect(await rowsOf(sql, [3])).toEqual([{ a: 3, b: null }]);
  expect(await rowsOf(sql)).toEqual([{ a: null, b: null }]);
});

test("given values by name, when one is left out the next time, then it is null", async () => {
  const sql = "SELECT :a AS a, :b AS b";
  const first = await client.execute({ sql, args: { a: 1, b: 2 } });
  const second = await client.execute({ sql, args: { b: 3 } });
  expect({ ...first.rows[0] }).toEqual({ a: 1, b: 2 });
  expect({ ...second.rows[0] }).toEqual({ a: null, b: 3 });
});

test("given a statement that failed, when it is run again, then it works and holds no lock", async () => {
  const insert = "INSERT INTO things (id, name) VALUES (?, ?) RETURNING name";
  expect(await rowsOf(insert, [1, "tea"])).toEqual([{ name: "tea" }]);
  await expect(client.execute({ sql: insert, args: [1, "tea"] })).rejects.toThrow(/UNIQUE/);
  await expect(client.batch([{ sql: insert, args: [1, "tea"] }], "write")).rejects.toThrow(/UNIQUE/);
  expect(await rowsOf(insert, [2, "coffee"])).toEqual([{ name: "coffee" }]);
  const other = createClient({ url: pathToFileURL(join(directory, "local.db")).href });
  await other.execute("INSERT INTO things (id, name) VALUES (3, 'juice')");
  other.close();
  expect(await rowsOf("SELECT count(*) AS n FROM things")).toEqual([{ n: 3 }]);
});

test.each(["execute", "executeMultiple"] as const)(
  "given a column that %s adds, when all columns are read again, then it is among them",
  async (how) => {
    await rowsOf("INSERT INTO things (id, name) VALUES (?, ?)", [1, "tea"]);
    const all = "SELECT * FROM things";
    expect(await rowsOf(all)).toEqual([{ id: 1, name: "tea" }]);
    await client[how]("ALTER TABLE things ADD COLUMN price INTEGER DEFAULT 5");
    expect(await rowsOf(all)).toEqual([{ id: 1, name: "tea", price: 5 }]);
  },
);

test("given more statements than are kept, then all of them still work", async () => {
  for (let n = 0; n < 600; n++) expect(await rowsOf(`SELECT ${n % 300} AS n`)).toEqual([{ n: n % 300 }]);
});

async function timeOf(sql: string): Promise<number> {
  const from = performance.now();
  await client.execute(sql);
  return performance.now() - from;
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
