import { afterAll, beforeAll, describe } from "vitest";
import { migrate } from "./node/migrate.ts";
import { aFile, type TestDatabase } from "./testing/databases.ts";
import { derivedSuite } from "./testing/derived-suite.ts";
import { guardSuite } from "./testing/guard-suite.ts";
import { mergeSuite } from "./testing/merge-suite.ts";
import { schemaSuite } from "./testing/schema-suite.ts";
import { toldApartSuite } from "./testing/told-apart-suite.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await aFile();
  await migrate(database.client, "shared");
});
afterAll(() => database.stop());

describe("on a SQLite file", () => {
  schemaSuite(
    () => database.client,
    () => database.written(),
  );
  mergeSuite(() => database.client);
  guardSuite(() => database.client);
  derivedSuite(() => database.client, 300);
  toldApartSuite(() => database.client);
});
