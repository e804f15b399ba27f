import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNode } from "@mikro-dash/test-kit/processes";
import { afterEach, beforeEach, expect, test } from "vitest";

const MAIN = join(import.meta.dirname, "main.ts");

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "mikro-dash-check-"));
});
afterEach(() => rmSync(cache, { recursive: true }));

const check = async (env: Readonly<Record<string, string | undefined>>) => {
  const mirror = await startNode({
    ...{ name: "router-mirror", script: MAIN, args: ["--check"] },
    env: { NODE_COMPILE_CACHE: cache, TURSO_DATABASE_URL: undefined, MIRROR_DATABASE_URL: undefined, ...env },
  });
  const { code } = await mirror.exited;
  return { code, output: mirror.output() };
};

test("given --check, when the variables are right, then it says so, and what is compiled is kept", async () => {
  const variables = { ROUTER_HOST: "127.0.0.1", MIRROR_DATABASE_URL: "http://127.0.0.1:1" };
  const { code, output } = await check(variables);
  expect(output).toContain("The configuration is complete.");
  expect(code).toBe(0);
  const kept = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  expect(kept.length).toBeGreaterThan(20);
});

test("given --check, when one is wrong, then one sentence names it", async () => {
  const { code, output } = await check({ ROUTER_HOST: "127.0.0.1", MIRROR_DATABASE_URL: "nowhere" });
  expect(output.trim().split("\n")).toEqual([expect.stringContaining('MIRROR_DATABASE_URL is "nowhere"')]);
  expect(code).toBe(1);
});
