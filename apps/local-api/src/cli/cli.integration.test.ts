import { fileURLToPath } from "node:url";
import { createClient } from "@libsql/client";
import { startNode } from "@mikro-dash/test-kit/processes";
import { startSqld } from "@mikro-dash/test-kit/sqld";
import { expect, test } from "vitest";
import { startLocalApi, temporaryDirectory } from "../testing/local-api.ts";

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const script = fileURLToPath(new URL("./main.ts", import.meta.url));
  const cli = await startNode({ name: "mikro-dash", script, args, env });
  const { code } = await cli.exited;
  return { code, output: cli.output() };
}

test("given a verb that does not exist, when it is run, then it says what exists", async () => {
  expect(await run(["dance"])).toEqual({
    code: 1,
    output: 'There is no verb "dance"; there are migrate, doctor, and pair.\n',
  });
  expect((await run([])).output).toContain("usage: mikro-dash <verb>");
});

test("given two empty databases, when they are migrated twice, then each has its tables, and a wrong token is one sentence", async () => {
  await using dir = await temporaryDirectory();
  await using primary = await startSqld({ auth: true });
  await using mirror = await startSqld();
  const env = {
    DATA_DIR: dir.path,
    TURSO_DATABASE_URL: primary.url,
    TURSO_AUTH_TOKEN: primary.token ?? "",
    MIRROR_DATABASE_URL: mirror.url,
  };
  for (let time = 0; time < 2; time++) expect(await run(["migrate"], env)).toMatchObject({ code: 0 });
  const tables = async (url: string, authToken?: string) => {
    const client = createClient({ url, ...(authToken === undefined ? {} : { authToken }) });
    const { rows } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'");
    client.close();
    return rows.map((row) => row.name);
  };
  expect(await tables(primary.url, primary.token)).toContain("ps_sessions");
  expect(await tables(mirror.url)).toContain("heartbeats");
  const refused = await run(["migrate"], { ...env, TURSO_AUTH_TOKEN: "wrong" });
  expect(refused).toEqual({
    code: 1,
    output: expect.stringMatching(/^127\.0\.0\.1:\d+ could not be migrated: .*\.\n$/),
  });
});

test("given a running shop, when pair is run, then it prints a link; without one, a sentence", async () => {
  await using dir = await temporaryDirectory();
  const api = await startLocalApi(dir.path, { PHONE_URL: "https://shop.pages.dev" });
  const env = { PORT: new URL(api.baseUrl).port, DATA_DIR: dir.path };
  const { output } = await run(["pair"], env);
  expect(output).toMatch(/^https:\/\/shop\.pages\.dev\/pair\?code=[0-9A-Z]{16}\n/);
  await api.process.stop();
  const { code, output: sentence } = await run(["pair"], env);
  expect({ code, sentence }).toEqual({
    code: 1,
    sentence: `local-api does not answer at ${api.baseUrl}; start it first, or set PORT.\n`,
  });
});
