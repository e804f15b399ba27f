import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openWorkingDatabase } from "../database/working-database.ts";
import { resendStatements, unsentTables } from "./unsent.ts";

const MARK = "2026-11-22T20:00:00.000Z";

async function given(...acceptedAt: readonly string[]) {
  const directory = await mkdtemp(join(tmpdir(), "mikro-dash-unsent-"));
  const local = await openWorkingDatabase(directory);
  for (const [i, at] of acceptedAt.entries()) {
    const sql = "INSERT INTO settings (id, updated_at, synced_at, value) VALUES (?, ?, ?, '1')";
    await local.execute({ sql, args: [`s${i}`, `${at}-0000-desktop1`, at] });
  }
  const close = async () => {
    local.close();
    await rm(directory, { recursive: true });
  };
  return { local, [Symbol.asyncDispose]: close };
}

test("given a primary that was restored, when its clock had stepped back since it last heard of us, then what it accepted by that clock is sent again, too", async () => {
  const rows = ["2026-11-22T19:49:00.000Z", "2026-11-22T19:59:58.000Z", MARK, "2026-11-22T20:30:00.000Z"];
  await using shop = await given(...rows);
  await shop.local.batch(resendStatements(MARK), "write");
  expect(await unsentTables(shop.local)).toEqual(new Map([["settings", 3]]));
});

test("given a primary that has never heard of us, then everything is sent again", async () => {
  await using shop = await given("2026-11-01T00:00:00.000Z", MARK);
  await shop.local.batch(resendStatements(null), "write");
  expect(await unsentTables(shop.local)).toEqual(new Map([["settings", 2]]));
});
