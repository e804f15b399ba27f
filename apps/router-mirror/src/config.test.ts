import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const least = { ROUTER_HOST: "192.168.88.1", MIRROR_DATABASE_URL: "libsql://shop.turso.io" };

test("given the least that is needed, when read, then the rest has its defaults", () => {
  expect(
    readConfig({
      ...least,
      DATA_DIR: "/var/till",
      MIRROR_AUTH_TOKEN: "t",
      TURSO_AUTH_TOKEN: "other",
      ROUTER_PORT: "",
    }),
  ).toEqual({
    router: { host: "192.168.88.1", port: 8728, user: "admin", password: "" },
    database: { url: "libsql://shop.turso.io", authToken: "t" },
    stateDir: "/var/till/router-mirror",
    intervalMs: 10_000,
    testTime: { clockUrl: undefined, speed: undefined },
    logLevel: "info",
  });
});

test("given no database of its own, when read, then it is the primary with the primary's token", () => {
  const env = {
    ROUTER_HOST: "r",
    TURSO_DATABASE_URL: "http://127.0.0.1:8090",
    TURSO_AUTH_TOKEN: "p",
    MIRROR_AUTH_TOKEN: "m",
  };
  expect(readConfig(env).database).toEqual({ url: "http://127.0.0.1:8090", authToken: "p" });
});

test.each([
  [{ ROUTER_HOST: undefined }, 'ROUTER_HOST is ""; allowed is a name or an address such as 192.168.88.1.'],
  [{ ROUTER_PORT: "many" }, 'ROUTER_PORT is "many"; allowed is a whole number from 1 to 65535.'],
  [{ MIRROR_DATABASE_URL: undefined }, /^MIRROR_DATABASE_URL is ""; allowed is an address/],
  [{ MIRROR_DATABASE_URL: "file:x.db" }, /^MIRROR_DATABASE_URL is "file:x.db"; allowed is an address/],
  [
    { MIRROR_INTERVAL_SECONDS: "0" },
    'MIRROR_INTERVAL_SECONDS is "0"; allowed is a number of seconds from 0.1 to 3600.',
  ],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL is "loud"/],
  [
    { MIKRO_DASH_TEST_CLOCK_URL: "http://x", NODE_ENV: "production" },
    /^MIKRO_DASH_TEST_CLOCK_URL is "http:\/\/x"; allowed is nothing at all/,
  ],
  [
    { MIKRO_DASH_TEST_SPEED: "60", NODE_ENV: "production" },
    /^MIKRO_DASH_TEST_SPEED is "60"; allowed is nothing at all/,
  ],
])(
  "given %j, when read, then one sentence names the variable, what was found and what is allowed",
  (env, sentence) => {
    expect(() => readConfig({ ...least, ...env })).toThrow(sentence);
  },
);
