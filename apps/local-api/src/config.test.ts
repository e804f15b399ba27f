import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigProblem } from "@mikro-dash/service/variables";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "./config.ts";

const dir = mkdtempSync(join(tmpdir(), "mikro-dash-config-"));
afterAll(() => rmSync(dir, { recursive: true }));
const read = (env: Record<string, string>) => readConfig({ DATA_DIR: dir, ...env });
const file = join(dir, "file");
writeFileSync(file, "");

test("given no variables, when the configuration is read, then it is a local-only shop on 127.0.0.1:3000", () => {
  expect(read({})).toMatchObject({
    host: "127.0.0.1",
    port: 3000,
    primary: null,
    mirror: null,
    router: null,
  });
});

test("given variables without a value, when read, then they count as missing", () => {
  expect(read({ TURSO_DATABASE_URL: "", PORT: "" })).toMatchObject({ port: 3000, primary: null });
});

test("given a primary and no mirror database, when read, then the heartbeat goes to the primary", () => {
  const config = read({ TURSO_DATABASE_URL: "libsql://shop.turso.io", TURSO_AUTH_TOKEN: "t" });
  expect(config.mirror).toEqual({ url: "libsql://shop.turso.io", authToken: "t" });
});

test.each([
  ["PORT", "abc", 'PORT is "abc"; allowed is a whole number from 0 to 65535.'],
  ["PORT", "70000", 'PORT is "70000"; allowed is a whole number from 0 to 65535.'],
  ["DATABASE_MODE", "cloud", 'DATABASE_MODE is "cloud"; allowed is local or remote.'],
  ["HOST", "0.0.0.0", /^HOST is "0.0.0.0"; allowed is 127.0.0.1 /],
  [
    "TURSO_DATABASE_URL",
    "turso.io",
    /^TURSO_DATABASE_URL is "turso.io"; allowed is an address such as libsql:/,
  ],
  ["LOG_LEVEL", "loud", /^LOG_LEVEL is "loud"; allowed is fatal, /],
  ["DATA_DIR", file, `DATA_DIR is ${JSON.stringify(file)}; allowed is a directory that can be written.`],
])(
  "given %s=%s, when read, then one sentence names it, what was found and what is allowed",
  (name, value, sentence) => {
    expect(() => read({ [name]: value })).toThrow(ConfigProblem);
    expect(() => read({ [name]: value })).toThrow(sentence);
  },
);

test("given a test clock in production, when read, then it is refused", () => {
  const env = { MIKRO_DASH_TEST_CLOCK_URL: "http://127.0.0.1:1" };
  expect(read(env).testClockUrl).toBe("http://127.0.0.1:1");
  expect(() => read({ ...env, NODE_ENV: "production" })).toThrow(/MIKRO_DASH_TEST_CLOCK_URL .* production/);
});
