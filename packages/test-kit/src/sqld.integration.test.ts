import { existsSync } from "node:fs";
import { createClient } from "@libsql/client";
import { afterEach, expect, test } from "vitest";
import { type Sqld, startSqld } from "./sqld.ts";

const started: Sqld[] = [];
const start = async (options: Parameters<typeof startSqld>[0] = {}) => {
  const sqld = await startSqld(options);
  started.push(sqld);
  return sqld;
};
afterEach(async () => {
  for (const sqld of started.splice(0)) await sqld.stop();
});

const count = async (sqld: Sqld, authToken?: string) => {
  const client = createClient({ url: sqld.url, ...(authToken === undefined ? {} : { authToken }) });
  try {
    const { rows } = await client.execute("select count(*) as n from t");
    return Number(rows[0]?.n);
  } finally {
    client.close();
  }
};

const fill = async (sqld: Sqld, rows: number) => {
  const client = createClient({
    url: sqld.url,
    ...(sqld.token === undefined ? {} : { authToken: sqld.token }),
  });
  await client.batch(
    [
      "create table if not exists t(x)",
      ...Array.from({ length: rows }, (_, x) => `insert into t values(${x})`),
    ],
    "write",
  );
  client.close();
};

test("given committed rows, when the server is killed and restarted, then they are there at the same address", async () => {
  const sqld = await start();
  const { url, pid } = sqld;
  await fill(sqld, 3);
  await sqld.kill();
  expect(sqld.isRunning()).toBe(false);
  await expect(fetch(`${url}/health`)).rejects.toThrow();
  await sqld.restart();
  expect(sqld.url).toBe(url);
  expect(sqld.pid).not.toBe(pid);
  expect(await count(sqld)).toBe(3);
});

test("given two servers, when one is written, then the other does not see it", async () => {
  const [one, two] = [await start(), await start()];
  await fill(one, 1);
  expect(one.port).not.toBe(two.port);
  await expect(count(two)).rejects.toThrow(/no such table/);
});

test("given a temporary directory, when the server stops, then the directory and the process are gone", async () => {
  const sqld = await start();
  expect(existsSync(sqld.dir)).toBe(true);
  await sqld.stop();
  expect(existsSync(sqld.dir)).toBe(false);
  expect(() => process.kill(sqld.pid, 0)).toThrow();
});

test("given a server that asks for tokens, when the token is missing, expired or foreign, then it is refused", async () => {
  const [sqld, stranger] = [await start({ auth: true }), await start({ auth: true })];
  await fill(sqld, 2);
  expect(await count(sqld, sqld.token)).toBe(2);
  await expect(count(sqld)).rejects.toThrow(/401/);
  await expect(count(sqld, sqld.issueToken({ expired: true }))).rejects.toThrow(/401/);
  await expect(count(sqld, stranger.token)).rejects.toThrow(/401/);
});

test("given a port that is taken, when a server is started on it, then starting fails and names the port", async () => {
  const sqld = await start();
  await expect(start({ port: sqld.port })).rejects.toThrow(`port ${sqld.port} is taken`);
});
