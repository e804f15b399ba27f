import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("given nothing, when the configuration is read, then everything is built in, on the documented ports", () => {
  const config = readConfig({}, "/shop");
  expect(config.dataDir).toBe("/shop/data");
  expect(config.ports).toEqual({
    local: 3000,
    edge: 8787,
    phone: 8788,
    primary: 8090,
    mirrorDatabase: 8091,
    simulator: 8728,
    simulatorControl: 8729,
  });
  expect(config.simulateRouter).toBe(true);
  expect(config.primary).toBeUndefined();
});

test("given a database and a router of one's own, when the configuration is read, then they replace the built-in ones", () => {
  const config = readConfig(
    {
      TURSO_DATABASE_URL: "libsql://shop.turso.io",
      TURSO_AUTH_TOKEN: "secret",
      ROUTER_HOST: "10.0.0.1",
      DATA_DIR: "/var/till",
    },
    "/shop",
  );
  expect(config.primary).toEqual({ url: "libsql://shop.turso.io", token: "secret" });
  expect(config).toMatchObject({ simulateRouter: false, dataDir: "/var/till" });
});

test("given empty lines of an .env file, when the configuration is read, then they are no values", () => {
  expect(readConfig({ TURSO_DATABASE_URL: "", PORT: "", ROUTER_HOST: "" }, "/shop")).toMatchObject({
    primary: undefined,
    simulateRouter: true,
    ports: { local: 3000 },
  });
});

test.each([
  ["PORT", "three thousand"],
  ["EDGE_PORT", "70000"],
  ["SIMULATOR_PORT", "-1"],
  ["TURSO_DATABASE_URL", "my database"],
])(
  "given %s=%s, when the configuration is read, then one sentence names the variable and what was found",
  (name, value) => {
    expect(() => readConfig({ [name]: value }, "/shop")).toThrow(
      new RegExp(`^${name} is "${value}", which is not allowed: .+\\.$`),
    );
  },
);
