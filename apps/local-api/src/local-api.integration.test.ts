import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { ratePerHour } from "@mikro-dash/domain/money/piasters";
import { startFaultProxy } from "@mikro-dash/test-kit/fault-proxy";
import { startTestClock } from "@mikro-dash/test-kit/test-clock";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chance } from "./testing/chance.ts";
import { type LocalApi, launch, startLocalApi, temporaryDirectory } from "./testing/local-api.ts";
import { PROTOCOLS, startPrimary, type TestPrimary } from "./testing/shop.ts";
import { times } from "./testing/times.ts";

let primary: TestPrimary;
beforeAll(async () => {
  primary = await startPrimary();
});
afterAll(() => primary.sqld.stop());

const aStation = { name: "PS5 1", nameAr: "بلايستيشن ١", hourlyRate: ratePerHour(3_000) };
const newStation = (api: LocalApi, body: Partial<typeof aStation> = {}) =>
  api.client.call("createStation", { body: { ...aStation, ...body } });
const onReplica = (api: LocalApi) =>
  waitFor("the replica", async () => (await api.client.call("getStatus", {})).pull === "replica", {
    timeoutMs: 20_000,
  });
const onPrimary = async (table: string, id: string, of = primary) => {
  const { rows } = await of.client.execute({ sql: `SELECT 1 FROM ${table} WHERE id = ?`, args: [id] });
  return rows.length === 1;
};

describe("given a shop without a cloud", () => {
  let dir: Awaited<ReturnType<typeof temporaryDirectory>>;
  let api: LocalApi;
  beforeAll(async () => {
    dir = await temporaryDirectory();
    const dist = join(dir.path, "dist");
    await mkdir(join(dist, "assets"), { recursive: true });
    await writeFile(join(dist, "index.html"), "<title>shop</title>");
    await writeFile(join(dist, "assets", "app-1.js"), "1");
    api = await startLocalApi(dir.path, { WEB_DIST: dist });
  });
  afterAll(async () => {
    await api.process.kill();
    await dir[Symbol.asyncDispose]();
  });

  test("when it is used, then it works and is not told that anything is wrong", async () => {
    const station = await newStation(api);
    const session = await api.client.call("startSession", { body: { stationId: station.id } });
    expect(session).toMatchObject({ status: "running", stationId: station.id });
    const status = await api.client.call("getStatus", {});
    expect(status).toMatchObject({ host: "local", online: false, pull: "none", primaryProblem: null });
    expect(await api.client.call("getReady", {})).toMatchObject({ status: "ready" });
  });

  test("when pages are asked for, then every address of the app is the page, and a lost script is not", async () => {
    for (const path of ["/", "/sessions/7?tab=bill"]) {
      const page = await fetch(api.baseUrl + path);
      expect(await page.text()).toBe("<title>shop</title>");
      expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(page.headers.get("cache-control")).toBe("no-cache");
    }
    const script = await fetch(`${api.baseUrl}/assets/app-1.js`);
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect((await fetch(`${api.baseUrl}/assets/app-0.js`)).status).toBe(404);
    expect((await fetch(`${api.baseUrl}/api/v1/nothing`)).status).toBe(404);
  });

  test("when a page listens and another changes something, then it is told the names and the status, until the shop closes", async () => {
    const listening = new AbortController();
    const stream = await fetch(`${api.baseUrl}/api/v1/events`, {
      headers: { accept: "text/event-stream" },
      signal: listening.signal,
    });
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    let heard = "";
    const reading = (async () => {
      for await (const chunk of stream.body ?? []) heard += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    await waitFor("the first status", () => heard.includes("event: status"));
    const { pending } = await api.client.call("getStatus", {});
    await newStation(api);
    await waitFor("the change", () =>
      heard.includes('event: change\ndata: {"entities":["ps_stations","activity"]}'),
    );
    await waitFor("a new status", () => heard.includes(`"pending":${pending + 2}`));
    const plain = await fetch(`${api.baseUrl}/api/v1/events`);
    expect(plain.status).toBe(503);
    expect(await api.process.stop()).toEqual({ code: 0, signal: null });
    listening.abort();
    await reading;
  });
});

test("fault 5: given a write that was answered, when the process is killed before it was pushed, then the next life pushes it", async () => {
  await using dir = await temporaryDirectory();
  await using proxy = await startFaultProxy(primary.sqld.url);
  await proxy.refuse();
  const env = { TURSO_DATABASE_URL: proxy.url };
  const ids: string[] = [];
  for (let life = 0; life < times(2, 50); life++) {
    const api = await startLocalApi(dir.path, env);
    ids.push((await newStation(api, { name: `life ${life}` })).id);
    await api.process.kill();
  }
  await proxy.heal();
  const api = await startLocalApi(dir.path, env);
  for (const id of ids) await waitFor("a row of an earlier life", () => onPrimary("ps_stations", id));
  const board = await api.client.call("getBoard", {});
  expect(board.stations.map((station) => station.id as string).sort()).toEqual(ids.sort());
  await api.process.stop();
});

test("given a shop with a sync agent, when it is killed, then the agent does not outlive it", async () => {
  await using dir = await temporaryDirectory();
  const api = await startLocalApi(dir.path, { TURSO_DATABASE_URL: primary.sqld.url });
  await onReplica(api);
  const agent = Number(await readFile(join(dir.path, "replica-1", "lock.pid"), "utf8"));
  process.kill(agent, 0);
  await api.process.kill();
  await waitFor("the agent to end", async () => {
    const stat = await readFile(`/proc/${agent}/stat`, "utf8").catch(() => ") Z ");
    return stat.includes(") Z ");
  });
});

/** Boots up to three times until one of them was as quick as it should be. */
async function bootWithin(mostMs: number, boot: () => Promise<LocalApi>): Promise<LocalApi> {
  const took: number[] = [];
  for (;;) {
    const from = performance.now();
    const api = await boot();
    took.push(performance.now() - from);
    if ((took.at(-1) ?? 0) < mostMs) return api;
    await api.process.stop();
    if (took.length === 3) throw new Error(`each boot took longer than ${mostMs} ms: ${took.join(", ")}`);
  }
}

// Both at once: they mostly wait.
test.concurrent.each(PROTOCOLS)(
  "fault 1: given a replica that speaks %s and no internet at boot, when the shop opens, then it serves what it knew, writes, and drains later",
  async (protocol) => {
    const cloud = await startPrimary({ protocol });
    await using dir = await temporaryDirectory();
    await using proxy = await startFaultProxy(cloud.url);
    const env = { TURSO_DATABASE_URL: proxy.url };
    const normally = performance.now();
    const before = await startLocalApi(dir.path, env);
    const normalMs = performance.now() - normally;
    const known = await newStation(before);
    await waitFor("the row on the primary", () => onPrimary("ps_stations", known.id, cloud));
    await onReplica(before);
    await before.process.stop();
    proxy.blackHole();
    // A busy machine may take long once; a shop that waits for somebody takes long each time.
    const api = await bootWithin(2 * normalMs + 1_000, () => startLocalApi(dir.path, env));
    expect(JSON.stringify(await api.client.call("getBoard", {}))).toContain(known.id);
    const later = await newStation(api, { name: "while offline" });
    await waitFor("the sentence", async () => (await api.client.call("getStatus", {})).primaryProblem);
    await proxy.heal();
    await waitFor("the row on the primary", () => onPrimary("ps_stations", later.id, cloud), {
      timeoutMs: 20_000,
    });
    await onReplica(api);
    await api.process.stop();
    await cloud.stop();
  },
);

test("fault 8: given a running shop, when a second one opens the same directory, then it ends naming the first", async () => {
  await using dir = await temporaryDirectory();
  const first = await startLocalApi(dir.path);
  const second = await launch({ DATA_DIR: dir.path, PORT: "0" });
  expect(await second.exited).toEqual({ code: 1, signal: null });
  expect(second.output().trim()).toBe(
    `Another local-api (process ${first.process.pid}) is already using the data directory ${dir.path}; stop it first.`,
  );
  await first.process.kill();
  await writeFile(join(dir.path, "lock.pid"), "1\n"); // as a power cut leaves it; process 1 lives and is another
  const third = await startLocalApi(dir.path);
  await third.process.stop();
});

test.each([
  [{ PORT: "abc" }, 'PORT is "abc"; allowed is a whole number from 0 to 65535.'],
  [{ DATABASE_MODE: "turso" }, 'DATABASE_MODE is "turso"; allowed is local or remote.'],
  [
    { DATA_DIR: "/dev/null/data" },
    'DATA_DIR is "/dev/null/data"; allowed is a directory that can be written.',
  ],
])("given %j, when the shop is opened, then it ends with one sentence", async (env, sentence) => {
  await using dir = await temporaryDirectory();
  const api = await launch({ DATA_DIR: dir.path, PORT: "0", ...env });
  expect(await api.exited).toEqual({ code: 1, signal: null });
  expect(api.output().trim()).toBe(sentence);
});

test("given a port that is taken, when the shop is opened, then it ends with one sentence naming PORT", async () => {
  await using dir = await temporaryDirectory();
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  const api = await launch({ DATA_DIR: dir.path, PORT: String(port) });
  expect(await api.exited).toEqual({ code: 1, signal: null });
  expect(api.output().trim()).toBe(`PORT is "${port}"; allowed is a port that no other program has taken.`);
  other.close();
});

test("fault 23: given a power cut in a busy hour, when the shop opens again, then it proposes the freeze at the last sign of life", async () => {
  await using dir = await temporaryDirectory();
  await using clock = await startTestClock(Date.UTC(2026, 10, 22, 18, 0));
  const env = { MIKRO_DASH_TEST_CLOCK_URL: clock.url };
  const api = await startLocalApi(dir.path, env);
  const station = await newStation(api);
  await api.client.call("startSession", { body: { stationId: station.id } });
  clock.advance(5 * 60_000);
  const lastSign = clock.now();
  const local = createClient({ url: `file:${join(dir.path, "local.db")}`, timeout: 5_000 });
  await waitFor(
    "a heartbeat",
    async () =>
      (await local.execute("SELECT value FROM sync_state WHERE key = 'heartbeat'")).rows[0]?.value ===
      String(lastSign),
  );
  local.close();
  await api.process.kill();

  clock.advance(40 * 60_000);
  const again = await startLocalApi(dir.path, env);
  const proposal = await waitFor(
    "a proposal",
    async () => (await again.client.call("getStatus", {})).freezeProposal,
  );
  expect(proposal).toEqual({ at: lastSign });
  const frozen = await again.client.call("freezeAll", { body: proposal });
  expect(frozen.sessions).toMatchObject([{ status: "paused" }]);
  await waitFor(
    "the proposal to go",
    async () => (await again.client.call("getStatus", {})).freezeProposal === null,
  );
  await again.process.stop();
  clock.advance(40 * 60_000);
  const clean = await startLocalApi(dir.path, env);
  expect((await clean.client.call("getStatus", {})).freezeProposal).toBeNull();
  await clean.process.stop();
});

test("fault 23: given a power cut that takes the shop and the primary at once, when both are back, then whatever was answered is on both, once", async () => {
  const { sqld, client } = await startPrimary();
  await using _ = sqld;
  await using dir = await temporaryDirectory();
  const env = { TURSO_DATABASE_URL: sqld.url };
  const random = chance("power cuts");
  const answered: string[] = [];
  for (let cut = 0; cut < times(1, 30); cut++) {
    const api = await startLocalApi(dir.path, env);
    const writing = (async () => {
      for (;;) answered.push(String((await newStation(api, { name: `cut ${cut}` })).id));
    })().catch(() => undefined); // until the lights go out
    await waitFor("some writes", () => answered.length > cut * 5 + 5 + random() * 20);
    await Promise.all([api.process.kill(), sqld.kill()]);
    await writing;
    await sqld.restart();
  }
  const api = await startLocalApi(dir.path, env);
  await waitFor("nothing pending", async () => (await api.client.call("getStatus", {})).pending === 0, {
    timeoutMs: 60_000,
  });
  const local = createClient({ url: `file:${join(dir.path, "local.db")}` });
  expect((await local.execute("PRAGMA integrity_check")).rows[0]?.[0]).toBe("ok");
  for (const side of [local, client]) {
    const { rows } = await side.execute("SELECT id FROM ps_stations");
    const held = new Set(rows.map((row) => String(row.id)));
    expect(answered.filter((id) => !held.has(id))).toEqual([]);
    expect(held.size).toBe(rows.length);
  }
  local.close();
  await api.process.stop();
});

test("fault 11: given a clock that cannot be right, when the shop opens, then it asks, until somebody answers", async () => {
  await using dir = await temporaryDirectory();
  const evening = Date.UTC(2026, 10, 22, 18, 0);
  await using clock = await startTestClock(evening);
  const env = { MIKRO_DASH_TEST_CLOCK_URL: clock.url };
  const question = async (api: LocalApi) => (await api.client.call("getStatus", {})).clockQuestion;
  const first = await startLocalApi(dir.path, env);
  expect(await question(first)).toBeNull();
  await first.process.stop();
  clock.set(Date.UTC(1970, 0, 1));
  const second = await startLocalApi(dir.path, env);
  expect(await question(second)).toEqual({ clockSays: clock.now(), lastSeenAt: evening });
  await second.client.call("confirmClock", { body: {} });
  expect(await question(second)).toBeNull();
  await second.process.stop();
});

test("given a computer that lost its clock and no internet, when somebody says which time it is, then the till goes by it", async () => {
  await using dir = await temporaryDirectory();
  const first = await startLocalApi(dir.path);
  await first.process.stop();
  const local = createClient({ url: `file:${join(dir.path, "local.db")}` });
  const tomorrow = Date.now() + 86_400_000;
  await local.execute(`UPDATE sync_state SET value = '${tomorrow}' WHERE key = 'heartbeat'`);
  local.close();
  const api = await startLocalApi(dir.path);
  const status = await api.client.call("getStatus", {});
  expect(status.clockQuestion).toMatchObject({ lastSeenAt: tomorrow });
  const now = tomorrow + 3_600_000;
  const answer = await api.client.call("confirmClock", { body: { now: now as never } });
  expect(answer.serverTime).toBeGreaterThanOrEqual(now);
  const station = await newStation(api);
  const session = await api.client.call("startSession", { body: { stationId: station.id } });
  expect(session.startedAt - now).toBeGreaterThanOrEqual(0);
  expect(session.startedAt - now).toBeLessThan(60_000);
  expect((await api.client.call("getStatus", {})).clockQuestion).toBeNull();
  await api.process.stop();
});

test("given a freeze that is proposed, when it is dismissed, then a later start does not propose it again", async () => {
  await using dir = await temporaryDirectory();
  await using clock = await startTestClock(Date.UTC(2026, 10, 22, 18, 0));
  const env = { MIKRO_DASH_TEST_CLOCK_URL: clock.url };
  const api = await startLocalApi(dir.path, env);
  const station = await newStation(api);
  await api.client.call("startSession", { body: { stationId: station.id } });
  await api.process.kill();
  clock.advance(40 * 60_000);
  const proposed = async (of: LocalApi) => (await of.client.call("getStatus", {})).freezeProposal;
  const again = await startLocalApi(dir.path, env);
  await waitFor("a proposal", () => proposed(again));
  await again.client.call("dismissFreeze", { body: {} });
  expect(await proposed(again)).toBeNull();
  await again.process.stop();
  const third = await startLocalApi(dir.path, env);
  await third.client.call("getBoard", {});
  expect(await proposed(third)).toBeNull();
  await third.process.stop();
});
