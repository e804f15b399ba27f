import { fileURLToPath } from "node:url";
import { type Client, createClient } from "@libsql/client/http";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { freePort } from "@mikro-dash/test-kit/free-port";
import { type RunningProcess, startNode } from "@mikro-dash/test-kit/processes";
import { type Sqld, startSqld } from "@mikro-dash/test-kit/sqld";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type LocalApi, startLocalApi, temporaryDirectory } from "../testing/local-api.ts";

/** From the power cut to the limits: the router, its mirror and the shop, each a process or a server of its own. */

const COMMAND = "0195b000-0000-7000-8000-00000000105e";
const GB = 1024 ** 3;

let simulator: Simulator;
let sqld: Sqld;
let mirrored: Client;
let mirror: RunningProcess | undefined;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let api: LocalApi;

const router = () => ({
  ...{ ROUTER_HOST: "127.0.0.1", ROUTER_PORT: String(simulator.port) },
  ...{ ROUTER_USER: "mikro-dash", ROUTER_PASSWORD: "mikro-dash" },
});
const startShop = (url = sqld.url) =>
  startLocalApi(directory.path, { ...router(), MIRROR_DATABASE_URL: url });

beforeEach(async () => {
  [sqld, simulator, directory] = await Promise.all([
    startSqld(),
    startSimulator({ vouchers: 3, startAt: Date.now() }),
    temporaryDirectory(),
  ]);
  mirrored = createClient({ url: sqld.url });
});
afterEach(async () => {
  await Promise.all([mirror?.kill(), api.process.kill()]);
  mirrored.close();
  await Promise.all([simulator.stop(), sqld.stop(), directory[Symbol.asyncDispose]()]);
});

const limits = () =>
  ["*1", "*2", "*3"].map((id) => Number(simulator.router.tables.hotspotUsers.get(id)?.["limit-bytes-total"]));
const page = () => api.client.call("listVouchers", { query: {} });
const open = async () => (await api.client.call("listLostUsage", {})).items;
const restore = (body: { id?: string; ids?: string[] }) =>
  api.client.call("restoreLostUsage", { body: body as never });

async function startMirror(): Promise<RunningProcess> {
  return startNode({
    name: "router-mirror",
    script: fileURLToPath(new URL("../../../router-mirror/src/main.ts", import.meta.url)),
    env: {
      ...router(),
      ...{ MIRROR_DATABASE_URL: sqld.url, MIRROR_INTERVAL_SECONDS: "0.2", DATA_DIR: directory.path },
    },
  });
}

/** Two of three vouchers are online when the light goes out; answers how many bytes each had used by then. */
async function powerCut(): Promise<number> {
  for (const [user, mac] of [
    ["V00001", "A4:83:E7:00:00:01"],
    ["V00002", "A4:83:E7:00:00:02"],
  ] as const) {
    expect(simulator.router.sessions.login({ user, mac }).ok).toBe(true);
  }
  simulator.router.advance(5_000);
  const used = () => mirrored.execute("SELECT code FROM vouchers_cache WHERE bytes_used = 210000");
  await waitFor(
    "the mirror to have seen them",
    async () => (await used().catch(() => undefined))?.rows.length === 2,
    {
      timeoutMs: 30_000,
    },
  );
  simulator.router.powerCut();
  return 210_000;
}

test("given a power cut, when the shop restores what was lost and is killed in the middle, then each limit is lowered once", async () => {
  [mirror, api] = await Promise.all([startMirror(), startShop()]);
  const lost = await powerCut();
  await waitFor("both losses", async () => (await open()).length === 2, { timeoutMs: 30_000 });
  const { items, lossesAsOf } = await page();
  expect(items.map((voucher) => voucher.lost)).toEqual([
    { bytes: lost, seconds: 0, at: expect.any(Number) },
    { bytes: lost, seconds: 0, at: expect.any(Number) },
    null,
  ]);
  expect(lossesAsOf).toEqual(expect.any(Number));

  // The first voucher's limit is lowered; before anybody can note it, the shop's computer loses its power.
  simulator.faults.add({ kind: "silent", on: "/ip/hotspot/active/print", times: null });
  const cut = restore({ id: COMMAND }).catch(() => undefined);
  await waitFor("the first limit", () => limits()[0] === GB - lost, { timeoutMs: 30_000 });
  await api.process.kill();
  await cut;
  expect(limits()).toEqual([GB - lost, GB, GB]);
  simulator.faults.clear();

  // The internet is out too: what was to be restored is in the shop's own books.
  await sqld.kill();
  api = await startShop();
  expect((await open()).map((one) => one.code)).toEqual(["V00001", "V00002"]);
  const twice = [restore({ id: COMMAND }), restore({ id: COMMAND })] as const;
  const [first, second] = await Promise.all(twice);
  expect(first.restored.map(({ code, bytes, bytesLimit }) => [code, bytes, bytesLimit])).toEqual([
    ["V00001", lost, GB - lost],
    ["V00002", lost, GB - lost],
  ]);
  expect(first.failed).toEqual([]);
  expect(limits()).toEqual([GB - lost, GB - lost, GB]);
  expect(second).toEqual(first);
  expect(await open()).toEqual([]);
  expect((await page()).items.map((voucher) => voucher.lost)).toEqual([null, null, null]);
  await expect(restore({ ids: ["V00001"] })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await restore({})).toEqual({ restored: [], failed: [] });
  expect(limits()).toEqual([GB - lost, GB - lost, GB]);
  const { items: lines } = await api.client.call("listActivity", { query: {} });
  expect(lines.map(({ verb, actor, rowIds }) => [verb, actor, rowIds.length])).toEqual([
    ["voucher.restored", "desktop", 2],
    ["voucher.restore", "desktop", 2],
  ]);
});

test("given a mirror's database that was never reached, then the lists say that nobody knows, and restoring is refused", async () => {
  api = await startShop(`http://127.0.0.1:${await freePort()}`);
  expect((await page()).lossesAsOf).toBeNull();
  expect(await api.client.call("listLostUsage", {})).toEqual({ source: "cached", asOf: null, items: [] });
  await expect(restore({})).rejects.toMatchObject({
    code: "ROUTER_UNAVAILABLE",
    detail: expect.stringContaining("not known"),
  });
});
