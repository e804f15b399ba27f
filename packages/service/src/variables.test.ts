import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Environment, readVariables, SHARED, secretFile } from "./variables.ts";

const directory = mkdtempSync(join(tmpdir(), "credentials-"));
afterAll(() => rmSync(directory, { recursive: true }));
const put = (name: string, text: string) => {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
};
const named = put("named", "from the file\n");
const empty = put("empty", "\n");
put("router-password", "from systemd\n");
put("turso-auth-token", "\n");

const passwordOf = (env: Environment) => readVariables(SHARED, env).ROUTER_PASSWORD;

test.each([
  ["the variable", { ROUTER_PASSWORD: "plain" }, "plain"],
  ["a file that is named", { ROUTER_PASSWORD: "plain", ROUTER_PASSWORD_FILE: named }, "from the file"],
  ["a credential of systemd", { CREDENTIALS_DIRECTORY: directory }, "from systemd"],
  ["the variable and a credential", { ROUTER_PASSWORD: "plain", CREDENTIALS_DIRECTORY: directory }, "plain"],
  ["nothing", {}, ""],
  ["credentials of others", { CREDENTIALS_DIRECTORY: "/nowhere" }, ""],
])("given %s, when a secret is read, then it is the right one", (_, env, secret) => {
  expect(passwordOf(env)).toBe(secret);
});

test("given a credential that says nothing, when the secret is read, then there is none, and the file is known", () => {
  const env = { CREDENTIALS_DIRECTORY: directory };
  expect(readVariables(SHARED, env).TURSO_AUTH_TOKEN).toBeUndefined();
  expect(secretFile("TURSO_AUTH_TOKEN", env)).toBe(join(directory, "turso-auth-token"));
});

test.each([empty, "/nowhere"])(
  "given a named file that holds no secret (%s), then one sentence says so",
  (file) => {
    const sentence = `ROUTER_PASSWORD_FILE is "${file}"; allowed is a file that holds a secret.`;
    expect(() => passwordOf({ ROUTER_PASSWORD_FILE: file })).toThrow(sentence);
  },
);
