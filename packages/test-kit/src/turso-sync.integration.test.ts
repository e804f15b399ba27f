import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startProcess } from "./processes.ts";
import { type Sqld, startSqld } from "./sqld.ts";
import { startTursoSync, type TursoSync } from "./turso-sync.ts";

/** Syncs whenever it is told to, and prints the rows; a process of its own, as a syncing client blocks its thread. */
const REPLICA = `
  import { createClient } from "@libsql/client";
  const [url, syncUrl] = process.argv.slice(1);
  const replica = createClient({ url, syncUrl });
  const look = async () => {
    try {
      await replica.sync();
      const { rows } = await replica.execute("select group_concat(x) as xs, sum(length(y)) as n from t");
      console.log("has " + rows[0].xs + " " + rows[0].n);
    } catch (error) {
      console.log("failed " + error.message);
    }
  };
  process.on("SIGUSR1", look);
  setInterval(() => undefined, 1_000);
  await look();
`;

let sqld: Sqld;
let cloud: TursoSync;
let dir: string;
beforeEach(async () => {
  sqld = await startSqld();
  cloud = await startTursoSync(sqld);
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-turso-"));
});
afterEach(async () => {
  await cloud.stop();
  await sqld.stop();
  await rm(dir, { recursive: true });
});
const startReplica = () =>
  startProcess({
    name: "replica",
    command: process.execPath,
    args: ["--input-type=module", "-e", REPLICA, `file:${join(dir, "replica.db")}`, cloud.url],
    cwd: import.meta.dirname,
  });
const metadata = () => JSON.parse(readFileSync(join(dir, "replica.db-info"), "utf8"));

test("given Turso's protocol, when a real client syncs, then it bootstraps from the export and follows frames and generations", async () => {
  const primary = createClient({ url: cloud.url });
  await primary.batch(["create table t(x, y)", "insert into t values (1, zeroblob(100000))"], "write");
  const replica = await startReplica();
  await replica.waitForLine(/^has 1 100000$/m);
  expect(cloud.asked).toMatchObject({ export: 1 });
  expect(existsSync(join(dir, "replica.db-client_wal_index"))).toBe(false);
  expect(metadata()).toMatchObject({ generation: 1, durable_frame_num: 0 });

  await primary.execute("insert into t values (2, zeroblob(900000))"); // more frames than one request asks for
  replica.signal("SIGUSR1");
  await replica.waitForLine(/^has 1,2 1000000$/m);
  expect(metadata().durable_frame_num).toBeGreaterThan(128);

  await primary.execute("insert into t values (3, '')");
  await cloud.nextGeneration();
  await primary.batch(["delete from t where x = 2", "insert into t values (4, '')"], "write");
  replica.signal("SIGUSR1");
  await replica.waitForLine(/^has 1,3,4 100000$/m);
  expect(metadata()).toMatchObject({ generation: 2 });
  expect(cloud.asked).toMatchObject({ export: 1 });
  await replica.kill();

  const again = await startReplica();
  await again.waitForLine(/^has 1,3,4 100000$/m);
  await primary.execute("insert into t values (5, '')");
  again.signal("SIGUSR1");
  await again.waitForLine(/^has 1,3,4,5 100000$/m);
  await again.kill();
});

test("given a replica that somebody reads, when a generation ends, then its checkpoint fails, and the next try goes through", async () => {
  const primary = createClient({ url: cloud.url });
  await primary.batch(["create table t(x, y)", "insert into t values (1, '')"], "write");
  const replica = await startReplica();
  await replica.waitForLine(/^has 1 0$/m);
  await primary.execute("insert into t values (2, '')");
  replica.signal("SIGUSR1");
  await replica.waitForLine(/^has 1,2 0$/m);
  const reader = await createClient({ url: `file:${join(dir, "replica.db")}` }).transaction("read");
  await reader.execute("select * from t");
  await cloud.nextGeneration();
  await primary.execute("insert into t values (3, '')");
  replica.signal("SIGUSR1");
  await replica.waitForLine(/^failed .*Failed to checkpoint WAL: database is locked/m);
  reader.close();
  replica.signal("SIGUSR1");
  await replica.waitForLine(/^has 1,2,3 0$/m);
  await replica.kill();
});
