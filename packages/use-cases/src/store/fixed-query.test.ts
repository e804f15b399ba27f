import { createClient } from "@libsql/client";
import { settings } from "@mikro-dash/db-schema/tables/people";
import { drizzle } from "drizzle-orm/libsql/node";
import { expect, test } from "vitest";
import { fixedQuery } from "./fixed-query.ts";

test("given a fixed query, when it is asked again, then it is not built again; another database has its own", async () => {
  let built = 0;
  const all = fixedQuery((db) => {
    built += 1;
    return db.select().from(settings);
  });
  const [one, other] = [createClient({ url: ":memory:" }), createClient({ url: ":memory:" })];
  for (const client of [one, other])
    await client.execute(
      "CREATE TABLE settings (id TEXT, updated_at TEXT, synced_at TEXT, deleted_at INTEGER, value TEXT)",
    );
  await one.execute("INSERT INTO settings (id, updated_at, value) VALUES ('roundTo', 'stamp', '500')");
  const [first, second] = [drizzle({ client: one }), drizzle({ client: other })];
  for (let time = 0; time < 2; time++) {
    expect(await first.batch([all(first)])).toMatchObject([[{ id: "roundTo", value: 500 }]]);
    expect(await second.batch([all(second)])).toEqual([[]]);
  }
  expect(built).toBe(2);
});
