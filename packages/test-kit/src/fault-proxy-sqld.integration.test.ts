import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { expect, test } from "vitest";
import { startFaultProxy } from "./fault-proxy.ts";
import { startProcess } from "./processes.ts";
import { startSqld } from "./sqld.ts";

const AGENT = `
  import { createClient } from "@libsql/client";
  const [url, syncUrl] = process.argv.slice(1);
  const replica = createClient({ url, syncUrl });
  await replica.sync();
  console.log((await replica.execute("select x from t")).rows[0].x);
`;

test("given a real primary, when the answer of a commit is lost, then the client fails and the row is there once", async () => {
  await using sqld = await startSqld();
  await using proxy = await startFaultProxy(sqld.url);
  const direct = createClient({ url: sqld.url });
  const throughProxy = createClient({ url: proxy.url });
  await direct.execute("create table t(x)");
  const dropped = proxy.dropAnswers({ matching: (request) => request.includes("insert") });
  await expect(throughProxy.batch(["insert into t values (1)"], "write")).rejects.toThrow();
  expect(dropped.count).toBe(1);
  expect((await direct.execute("select count(*) as n from t")).rows[0]?.n).toBe(1);
  expect((await throughProxy.execute("select count(*) as n from t")).rows[0]?.n).toBe(1);
});

test("given an embedded replica behind the proxy, when it syncs, then the rows come through and are counted", async () => {
  await using sqld = await startSqld();
  await using proxy = await startFaultProxy(sqld.url);
  const direct = createClient({ url: sqld.url });
  await direct.batch(["create table t(x)", "insert into t values (7)"], "write");
  const dir = await mkdtemp(join(tmpdir(), "mikro-dash-replica-"));
  // A process of its own: a syncing client blocks its thread, and in this one the proxy could not answer it.
  const agent = await startProcess({
    name: "agent",
    command: process.execPath,
    args: ["--input-type=module", "-e", AGENT, `file:${join(dir, "replica.db")}`, proxy.url],
    cwd: import.meta.dirname,
  });
  await agent.waitForLine(/^7$/m);
  expect(proxy.bytes.down).toBeGreaterThan(4_096);
  await rm(dir, { recursive: true });
});
