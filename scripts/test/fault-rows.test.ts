import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const ROWS = 23;

test("given the fault table, when the titles of all tests are read, then each row has one", () => {
  const cwd = resolve(import.meta.dirname, "../..");
  const files = globSync("apps/*/src/**/*.integration.test.ts", { cwd });
  const titles = files.flatMap(
    (file) => readFileSync(resolve(cwd, file), "utf8").match(/"fault \d+: given/g) ?? [],
  );
  const rows = new Set(titles.map((title) => Number(/\d+/.exec(title)?.[0])));
  const missing = Array.from({ length: ROWS }, (_, i) => i + 1).filter((row) => !rows.has(row));
  expect(missing).toEqual([]);
  expect(Math.max(...rows)).toBe(ROWS);
});
