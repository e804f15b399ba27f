import { createClient } from "@libsql/client/http";
import { migrate } from "@mikro-dash/db-schema/node/migrate";
import { SCHEMA_VERSION } from "@mikro-dash/db-schema/node/schema-version";
import { startSqld } from "@mikro-dash/test-kit/sqld";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, expect, test } from "vitest";
import { hasOrder, startPrimary, startShop, type TestShop } from "../testing/shop.ts";

const shops: TestShop[] = [];
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.stop();
});
async function open(url: string) {
  const shop = await startShop({ url, compareAgainMs: 200 });
  shops.push(shop);
  return shop;
}
const says = (shop: TestShop, sentence: string) =>
  waitFor(sentence, () => shop.sync.status().primaryProblem?.includes(sentence), { timeoutMs: 15_000 });
const content = (shop: TestShop) =>
  waitFor("no problem", () => shop.sync.status().primaryProblem === null, { timeoutMs: 15_000 });

test("given a primary of a newer version, when the shop opens, then it works on, and asks for an update", async () => {
  await using primary = (await startPrimary()).sqld;
  const client = createClient({ url: primary.url });
  await client.execute({
    sql: "INSERT INTO __migrations_shared (hash, created_at) VALUES ('next', ?)",
    args: [SCHEMA_VERSION + 1],
  });
  const shop = await open(primary.url);
  await says(shop, "update this computer");
  const id = await shop.order();
  await waitFor("the order", () => hasOrder(client, id));
  await waitFor("to be online", () => shop.sync.status().online);
  await client.execute("DELETE FROM __migrations_shared WHERE hash = 'next'");
  await content(shop);
});

test("given a primary that nobody has migrated, when it is migrated while the shop is open, then the shop says so until then, and drains", async () => {
  await using primary = await startSqld();
  const client = createClient({ url: primary.url });
  const shop = await open(primary.url);
  const id = await shop.order();
  await says(shop, "run `mikro-dash migrate`");
  const { rows } = await client.execute("SELECT name FROM sqlite_master");
  expect(rows).toEqual([]); // local-api migrates local.db only
  await migrate(client, "shared");
  await waitFor("the order", () => hasOrder(client, id), { timeoutMs: 45_000 });
  await content(shop);
});

test("given a primary of an older version that refused a row, when it is migrated, then the row is tried again", async () => {
  const { sqld, client } = await startPrimary();
  await using _ = sqld;
  await client.execute({ sql: "UPDATE __migrations_shared SET created_at = created_at - 1", args: [] });
  await client.execute(
    "CREATE TRIGGER old BEFORE INSERT ON ps_session_orders BEGIN SELECT RAISE(ABORT, 'old'); END",
  );
  const shop = await open(sqld.url);
  await says(shop, "run `mikro-dash migrate`");
  const id = await shop.order();
  await waitFor("a dead letter", async () => {
    return (await shop.local.execute("SELECT 1 FROM sync_rejects")).rows.length === 1;
  });
  await client.batch(
    ["DROP TRIGGER old", "UPDATE __migrations_shared SET created_at = created_at + 1"],
    "write",
  );
  await waitFor("the order", () => hasOrder(client, id), { timeoutMs: 15_000 });
  expect((await shop.local.execute("SELECT 1 FROM sync_rejects")).rows).toEqual([]);
});
