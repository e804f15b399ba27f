import { randomUUID } from "node:crypto";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { formatVoucherComment } from "@mikro-dash/domain/voucher/comment";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LocalApi, startLocalApi, temporaryDirectory } from "../testing/local-api.ts";

/** A page that waits for this router takes longer than one that does not may. */
const SLOW_MS = 1_500;
const AT_ONCE_MS = 500;

let simulator: Simulator;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let api: LocalApi;

beforeAll(async () => {
  simulator = await startSimulator({ vouchers: 6 });
  directory = await temporaryDirectory();
  api = await start();
});
const start = () =>
  startLocalApi(directory.path, {
    ...{ ROUTER_HOST: "127.0.0.1", ROUTER_PORT: String(simulator.port) },
    ...{ ROUTER_USER: "mikro-dash", ROUTER_PASSWORD: "mikro-dash" },
  });
afterAll(async () => {
  await api.process.stop();
  await directory[Symbol.asyncDispose]();
});
async function command(...words: string[]): Promise<void> {
  const body = JSON.stringify({ words });
  expect((await fetch(`${simulator.controlUrl}/command`, { method: "POST", body })).status).toBe(200);
}

beforeEach(async () => {
  simulator.faults.clear();
  // Whatever a refused change did, only a look can tell: the next page waits for one, and a quick one is soon followed by others.
  await call("updateVoucher", { params: { id: "*FFFF" }, body: {} }).catch(() => undefined);
  await waitFor("a look at the router", async () => (await list()).source === "live");
});

const call: LocalApi["client"]["call"] = (...what) => api.client.call(...what);
const list = () => call("listVouchers", { query: {} });
const codesOf = ({ items }: Page) => items.map(({ code }) => code);
type Page = Awaited<ReturnType<typeof list>>;

/** From now on the router takes that long to tell of its users. */
const slowDown = (ms: number) =>
  simulator.faults.add({ kind: "delay", ms, on: "/ip/hotspot/user/print", times: null });

async function timedList() {
  const from = performance.now();
  const page = await list();
  return { page, tookMs: performance.now() - from };
}

/** Asks for pages until one is of another look; all of them, and the longest that one of them took. */
async function untilAnotherLook() {
  const pages: Page[] = [];
  let longestMs = 0;
  await waitFor("another look", async () => {
    const { page, tookMs } = await timedList();
    pages.push(page);
    longestMs = Math.max(longestMs, tookMs);
    return page.asOf !== pages[0]?.asOf;
  });
  return { pages, longestMs };
}

/** Asks for pages until the router is asked for its vouchers. */
async function lookUnderWay(): Promise<void> {
  const asked = () => simulator.log.counts()["/ip/hotspot/user/print"] ?? 0;
  const before = asked();
  await waitFor("a look to begin", async () => {
    await list();
    return asked() > before;
  });
}

test("given a slow router, when pages are asked for again and again, then none waits, and they show the router's news", async () => {
  slowDown(SLOW_MS);
  await command("/ip/hotspot/user/set", "=.id=*6", "=disabled=yes");
  const { pages, longestMs } = await untilAnotherLook();
  expect(longestMs).toBeLessThan(AT_ONCE_MS);
  expect(new Set(pages.map(({ source }) => source))).toEqual(new Set(["live"]));
  expect(pages.at(-1)?.items.at(-1)).toMatchObject({ code: "V00006", disabled: true });
});

test("given a look under way, when vouchers are changed and deleted, then the next page shows it at once, and no page goes back", async () => {
  slowDown(150);
  await lookUnderWay();
  await call("updateVoucher", { params: { id: "V00002" }, body: { timeLimit: 7_200 } });
  expect((await list()).items[1]).toMatchObject({ code: "V00002", timeLimit: 7_200 });
  await call("deleteVouchers", { body: { ids: ["V00001"] } });
  const { pages } = await untilAnotherLook();
  for (const page of pages) {
    expect(codesOf(page)).toEqual(["V00002", "V00003", "V00004", "V00005", "V00006"]);
    expect(page.items[0]?.timeLimit).toBe(7_200);
  }
});

async function newPackage() {
  const limits = { bytesLimit: null, timeLimit: 3_600, profile: "1GB" };
  const body = { name: "Hour", nameAr: "ساعة", price: piasters(500), ...limits };
  return (await call("createPackage", { body })).id;
}

test("given a slow router that just made vouchers, when a page is asked for, then they are on it at once, as the next look sees them", async () => {
  const packageId = await newPackage();
  slowDown(150);
  await lookUnderWay();
  const { created } = await call("createVouchers", { body: { packageId, count: 2, note: "Ahmed" } });
  slowDown(SLOW_MS);
  const { page, tookMs } = await timedList();
  expect(tookMs).toBeLessThan(AT_ONCE_MS);
  const made = created.map(({ code }) => code);
  expect(codesOf(page)).toEqual(expect.arrayContaining(made));
  const { pages } = await untilAnotherLook();
  expect(pages.at(-1)?.items).toEqual(page.items);
});

test("given a batch that a look sees the first half of, when it is made, then each of it is on the page once", async () => {
  const packageId = await newPackage();
  const before = codesOf(await list()).length;
  simulator.faults.add({ kind: "delay", ms: 100, on: "/ip/hotspot/user/add", times: null });
  let isMade = false;
  const making = call("createVouchers", { body: { packageId, count: 30 } }).finally(() => {
    isMade = true;
  });
  await waitFor("a look that sees some of them", async () => {
    const seen = codesOf(await list()).length;
    return !isMade && seen > before;
  });
  await making;
  const codes = codesOf(await list());
  expect(codes).toHaveLength(before + 30);
  expect(new Set(codes).size).toBe(codes.length);
});

test("given a batch that is asked for again after one of it was used, when a page is asked for, then it is there once, and used", async () => {
  const body = { id: randomUUID(), packageId: await newPackage(), count: 2 };
  const { created } = await call("createVouchers", { body });
  const [used] = created;
  await command("/ip/hotspot/user/set", `=.id=${used?.id}`, "=limit-bytes-total=7");
  await call("createVouchers", { body });
  const found = (await list()).items.filter(({ code }) => code === used?.code);
  expect(found).toMatchObject([{ bytesLimit: 7 }]);
});

test("given a shop that starts at a slow router, when a page is asked for, then it is the last one of before, with its age, nothing is decided by it, and the page is told when there is a newer one", async () => {
  const packageId = await newPackage();
  const before = await list();
  await api.process.stop();
  await command("/ip/hotspot/user/set", "=.id=*6", "=disabled=yes");
  const comment = formatVoucherComment({ packageId, createdAt: epochMs(1), note: null });
  await command("/ip/hotspot/user/add", "=name=BYHAND", "=profile=1GB", `=comment=${comment}`);
  slowDown(SLOW_MS);
  api = await start();
  const listening = new AbortController();
  const stream = await fetch(`${api.baseUrl}/api/v1/events`, {
    headers: { accept: "text/event-stream" },
    signal: listening.signal,
  });
  let heard = "";
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) heard += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  const { page, tookMs } = await timedList();
  expect(tookMs).toBeLessThan(AT_ONCE_MS);
  expect(page.source).toBe("cached");
  expect(page.asOf).toBeLessThanOrEqual(before.asOf ?? 0);
  expect(codesOf(page)).toContain("V00006");
  expect(codesOf(page)).not.toContain("BYHAND");
  expect(await call("sellVoucher", { params: { code: "BYHAND" }, body: {} })).toMatchObject({ packageId });
  await waitFor("the news", () => heard.includes('event: change\ndata: {"entities":["vouchers"]}'));
  const newer = await list();
  expect(newer.source).toBe("live");
  expect(newer.items.find(({ code }) => code === "V00006")).toMatchObject({ disabled: true });
  listening.abort();
  await reading;
});

test("given a voucher that was deleted, when the router is gone right after, then it is not on the last look either", async () => {
  const before = await list();
  const [first, ...rest] = codesOf(before);
  await call("deleteVouchers", { body: { ids: [String(first)] } });
  await simulator.stop();
  const cached = await waitFor("the last look", async () => {
    const page = await list();
    return page.source === "cached" && page;
  });
  expect(codesOf(cached)).toEqual(rest);
  expect(cached.asOf).not.toBeNull();
});
