import { createClient } from "@libsql/client";
import { settings } from "@mikro-dash/db-schema/tables/people";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql/node";
import { expect, test } from "vitest";
import { preparedQuery } from "./prepared-query.ts";

async function database() {
  const client = createClient({ url: ":memory:" });
  await client.execute(
    "CREATE TABLE settings (id TEXT, updated_at TEXT, synced_at TEXT, deleted_at INTEGER, value TEXT)",
  );
  return { client, db: drizzle({ client }) };
}

test("given a prepared query, when it is asked again, then it is not built again; another database has its own", async () => {
  let built = 0;
  const all = preparedQuery([], (db) => {
    built += 1;
    return db.select().from(settings);
  });
  const [one, other] = [await database(), await database()];
  await one.client.execute("INSERT INTO settings (id, updated_at, value) VALUES ('roundTo', 'stamp', '500')");
  for (let time = 0; time < 2; time++) {
    expect(await one.db.batch([all(one.db)])).toMatchObject([[{ id: "roundTo", value: 500 }]]);
    expect(await other.db.batch([all(other.db)])).toEqual([[]]);
  }
  expect(built).toBe(2);
});

test("given values, when it is asked twice in one batch, then each has its own, encoded as its column", async () => {
  const { client, db } = await database();
  const insert = preparedQuery(["id", "value", "syncedAt"], (on, { id, value, syncedAt }) =>
    on.insert(settings).values({ id, value, syncedAt, updatedAt: "stamp" } as never),
  );
  const one = preparedQuery(["id"], (on, { id }) => on.select().from(settings).where(eq(settings.id, id)));
  await db.batch([
    insert(db, { id: "digits", value: "arab", syncedAt: null }),
    insert(db, { id: "roundTo", value: 500, syncedAt: "then" }),
  ]);
  expect((await client.execute("SELECT id, value, synced_at FROM settings ORDER BY id")).rows).toMatchObject([
    { id: "digits", value: '"arab"', synced_at: null },
    { id: "roundTo", value: "500", synced_at: "then" },
  ]);
  const [first, second] = await db.batch([one(db, { id: "digits" }), one(db, { id: "roundTo" })]);
  expect([first, second]).toMatchObject([[{ value: "arab" }], [{ value: 500 }]]);
  expect(() => one(db, {} as never)).toThrow('"id" was not given');
});
