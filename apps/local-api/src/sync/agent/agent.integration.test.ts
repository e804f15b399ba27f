import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@libsql/client";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { chance } from "../../testing/chance.ts";
import {
  hasOrder,
  phoneOrder,
  startPrimary,
  startShop,
  type TestPrimary,
  type TestShop,
} from "../../testing/shop.ts";
import { times } from "../../testing/times.ts";

let primary: TestPrimary;
let dir: string;
let shop: TestShop | undefined;
beforeAll(async () => {
  primary = await startPrimary();
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "mikro-dash-agent-"));
});
afterEach(async () => {
  await shop?.stop();
  await rm(dir, { recursive: true, force: true });
});
afterAll(() => primary.sqld.stop());

const replicas = () => readdirSync(dir).filter((name) => name.startsWith("replica-"));
const agentPid = () => Number(readFileSync(join(dir, replicas()[0] ?? "", "lock.pid"), "utf8"));
const open = async (url = primary.sqld.url) => {
  shop = await startShop({ url, withReplica: true, dir });
  return shop;
};
const onReplica = (of: TestShop) =>
  waitFor("the replica", () => of.sync.status().pull === "replica", { timeoutMs: 20_000 });
const isAlive = (pid: number) => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};

test("fault 6: given an agent that is killed at any instant, when phones go on writing, then nothing is missed", async () => {
  const random = chance("kills of the agent");
  const of = await open();
  const ids: string[] = [];
  let pid = 0;
  for (let kill = 0; kill < times(5, 50); kill++) {
    pid = await waitFor("another agent", () => {
      const running = agentPid();
      return running !== pid && isAlive(running) && running;
    });
    await pause(random() * 1_000); // it is up after some 600 ms
    ids.push(await phoneOrder(primary));
    process.kill(pid, "SIGKILL");
    ids.push(await phoneOrder(primary));
  }
  for (const id of ids) await waitFor("an order", () => hasOrder(of.local, id), { timeoutMs: 20_000 });
  expect((await of.local.execute("PRAGMA integrity_check")).rows[0]?.[0]).toBe("ok");
  await onReplica(of);
});

test("given a shop that closes, when it is gone, then so is its agent, and its replica is used again", async () => {
  const of = await open();
  await onReplica(of);
  const pid = agentPid();
  await of.stop();
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(join(dir, "replica-1", "closed"))).toBe(true);
  const again = await open();
  await onReplica(again);
  expect(replicas()).toEqual(["replica-1"]);
});

test("fault 7: given a replica of another primary, when the address changes, then both sides get everything", async () => {
  const first = await open();
  const mine = await first.order();
  await waitFor("the order", () => hasOrder(primary.client, mine));
  await onReplica(first);
  await first.stop();
  const other = await startPrimary();
  try {
    const theirs = await phoneOrder(other);
    const of = await open(other.sqld.url);
    await waitFor("my order over there", () => hasOrder(other.client, mine));
    await waitFor("theirs here", () => hasOrder(of.local, theirs));
    await onReplica(of);
    expect(replicas()).toEqual(["replica-2"]);
    await of.stop();
  } finally {
    await other.sqld.stop();
  }
});

test("fault 7: given a replica that differs silently after an unclean stop, when it is compared, then it is built anew", async () => {
  const first = await open();
  const order = await phoneOrder(primary);
  await waitFor("an order", () => hasOrder(first.local, order));
  await onReplica(first);
  process.kill(agentPid(), "SIGKILL");
  await first.stop();
  const replica = join(dir, "replica-1", "replica.db");
  const file = createClient({ url: `file:${replica}` });
  await file.execute("DROP TRIGGER ps_session_orders_no_delete");
  await file.execute({ sql: "DELETE FROM ps_session_orders WHERE id = ?", args: [order] });
  file.close();
  const of = await open();
  await waitFor("another replica", () => replicas().join() === "replica-2", { timeoutMs: 20_000 });
  await onReplica(of);
});
