import { copyFileSync, cpSync, existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { acceptedAt } from "@mikro-dash/db-schema/merge-statement";
import { SYNCED_TABLES } from "@mikro-dash/db-schema/synced-tables";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  hasOrder,
  PROTOCOLS,
  type Protocol,
  phoneOrder,
  startPrimary,
  startShop,
  type TestPrimary,
  type TestShop,
} from "../../testing/shop.ts";
import { times } from "../../testing/times.ts";

/** Copies of a replica's files as a power cut would have left them at two instants, some orders apart. */
interface Moments {
  readonly earlier: string;
  readonly later: string;
  /** The file in which the library notes up to where the replica is. */
  readonly metadata: string;
}
type Damage = (replica: string, moments: Moments) => void;

/** Ten at once, and some of them need five failed looks, a second apart. */
const PATIENTLY = { timeoutMs: 40_000 };

const put = (replica: string, from: string, files: readonly string[]) => {
  for (const file of files) {
    rmSync(join(replica, file), { force: true });
    if (existsSync(join(from, file))) copyFileSync(join(from, file), join(replica, file));
  }
};
const DATABASE = ["replica.db", "replica.db-wal", "replica.db-shm"];

const DAMAGES: readonly [string, Damage][] = [
  ["truncated", (replica) => truncateSync(join(replica, "replica.db"), 1_000)],
  ["without the end of their log", (replica) => truncateSync(join(replica, "replica.db-wal"), 6_000)],
  ["without a database", (replica) => rmSync(join(replica, "replica.db"))],
  ["without metadata", (replica, { metadata }) => rmSync(join(replica, metadata))],
  ["no database at all", (replica) => writeFileSync(join(replica, "replica.db"), "x".repeat(50_000))],
  ["older than their metadata", (replica, { earlier }) => put(replica, earlier, DATABASE)],
  ["newer than their metadata", (replica, { earlier, metadata }) => put(replica, earlier, [metadata])],
  [
    "of an earlier moment altogether",
    (replica, { earlier, metadata }) => put(replica, earlier, [...DATABASE, metadata]),
  ],
  [
    "with the log of an earlier moment",
    (replica, { earlier }) => put(replica, earlier, ["replica.db-wal", "replica.db-shm"]),
  ],
  ["with metadata that is torn", (replica, { metadata }) => truncateSync(join(replica, metadata), 20)],
];

/** In `test` each damage is tried with one of the protocols, in `test:long` with both. */
const damagesFor = (protocol: Protocol) =>
  DAMAGES.filter((_, i) => PROTOCOLS[i % 2] === protocol || times(1, 2) === 2);

describe.each(PROTOCOLS)("%s", (protocol) => {
  let primary: TestPrimary;
  let moments: Moments;
  /** The shop's directory at the later moment. */
  let shopThen: string;
  let momentsIn: string;
  const open = (dir: string) => startShop({ url: primary.url, withReplica: true, dir });
  const onReplica = (of: TestShop) =>
    waitFor("the replica", () => of.sync.status().pull === "replica", PATIENTLY);
  const replicaOf = (directory: string) =>
    join(directory, readdirSync(directory).find((name) => name.startsWith("replica-")) ?? "");
  const temporary = () => mkdtemp(join(tmpdir(), "mikro-dash-replica-"));

  beforeAll(async () => {
    primary = await startPrimary({ protocol });
    [shopThen, momentsIn] = [await temporary(), await temporary()];
    const [earlier, later] = [join(momentsIn, "earlier"), join(momentsIn, "later")];
    const of = await open(shopThen);
    await onReplica(of);
    for (const moment of [earlier, later]) {
      // On a page that nobody writes afterwards: a frame that is missed here is made up for by no later one.
      await primary.client.execute({
        sql:
          "INSERT INTO settings (id, updated_at, synced_at, value) " +
          `VALUES (?, '2026-01-01T00:00:00.000Z-0000-phone001', ${acceptedAt("settings")}, 'true')`,
        args: [moment === later ? "later" : "earlier"],
      });
      const order = await phoneOrder(primary);
      await waitFor("an order", () => hasOrder(of.local, order));
      cpSync(replicaOf(shopThen), moment, { recursive: true });
    }
    await of.order();
    await waitFor("nothing pending", async () => (await of.pending()) === 0);
    await of.stop();
    await rm(replicaOf(shopThen), { recursive: true });
    const metadata = readdirSync(later).find((name) => /-(info|client_wal_index)$/.test(name)) ?? "";
    moments = { earlier, later, metadata };
  });
  afterAll(async () => {
    await primary.stop();
    for (const directory of [shopThen, momentsIn]) await rm(directory, { recursive: true });
  });

  test("given the moments, when they are looked at, then they are what the damages need", () => {
    for (const moment of [moments.earlier, moments.later])
      expect(readdirSync(moment)).toEqual(
        expect.arrayContaining(["replica.db", "replica.db-wal", moments.metadata]),
      );
    expect(moments.metadata).toBe(protocol === "V1" ? "replica.db-client_wal_index" : "replica.db-info");
  });

  // At once: they mostly wait, and each has a directory of its own.
  test.concurrent.each(damagesFor(protocol))(
    "fault 7: given replica files that are %s, when the shop opens, then nothing is lost, and the replica is right again",
    async (_, damage) => {
      const dir = await temporary();
      cpSync(shopThen, dir, { recursive: true });
      await becomeAnother(dir);
      cpSync(moments.later, join(dir, "replica-1"), { recursive: true });
      damage(join(dir, "replica-1"), moments);
      const missed = await phoneOrder(primary);
      const of = await open(dir);
      try {
        const known = await versionsIn(of.local);
        await waitFor("what was missed", () => hasOrder(of.local, missed), PATIENTLY);
        await onReplica(of);
        const next = await phoneOrder(primary);
        const all = await versionsIn(primary.client);
        await waitFor("the next", () => hasOrder(of.local, next), PATIENTLY);
        expect(await versionsIn(of.local)).toEqual(expect.arrayContaining(known));
        expect(await integrityOf(of.local)).toBe("ok");
        await waitFor("the replica to have read it", () => of.sync.status().pull === "replica", PATIENTLY);
        await of.stop();
        const file = createClient({ url: `file:${join(replicaOf(dir), "replica.db")}` });
        const replicated = await versionsIn(file);
        expect(replicated).toEqual(expect.arrayContaining(all));
        expect(await versionsIn(primary.client)).toEqual(expect.arrayContaining(replicated));
        expect(await integrityOf(file)).toBe("ok");
        file.close();
      } finally {
        await of.stop();
        await rm(dir, { recursive: true });
      }
    },
  );
});

/** Two copies that push as one computer would each take the primary for one that was restored. */
async function becomeAnother(dir: string): Promise<void> {
  const local = createClient({ url: `file:${join(dir, "local.db")}` });
  await local.execute("DELETE FROM sync_state WHERE key IN ('node', 'push.mark')");
  local.close();
}

const integrityOf = async (client: Client) => (await client.execute("PRAGMA integrity_check")).rows[0]?.[0];

const VERSIONS = SYNCED_TABLES.map(
  ({ name }) => `SELECT '${name} ' || id || ' ' || updated_at AS version FROM ${name}`,
);

async function versionsIn(client: Client): Promise<string[]> {
  const { rows } = await client.execute(`${VERSIONS.join(" UNION ALL ")} ORDER BY 1`);
  return rows.map((row) => String(row.version));
}
