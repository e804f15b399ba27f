import { join } from "node:path";
import { expect, test } from "vitest";
import { MirroredShop } from "./testing/mirrored-shop.ts";

const shop = new MirroredShop();
const tellPackages = join(import.meta.dirname, "testing/tell-packages.ts");

test("given a mirror that has read and written all there is, then it loaded neither drizzle-orm nor SQLite's library", async () => {
  const mirror = await shop.mirrored({ NODE_OPTIONS: `--import ${tellPackages}` });
  const loaded = [...mirror.output().matchAll(/^loads (.+)$/gm)].map(([, name]) => name);
  expect(loaded).toEqual(expect.arrayContaining(["@libsql/client", "pino", "node-routeros", "lodash"]));
  expect(loaded).not.toContain("drizzle-orm");
  expect(loaded).not.toContain("libsql");
});
