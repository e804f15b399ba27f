import { piasters, ratePerHour } from "@mikro-dash/domain/money/piasters";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLocalApi, temporaryDirectory } from "../testing/local-api.ts";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

const account = (password = "mikro-dash") => ({
  ROUTER_HOST: "127.0.0.1",
  ROUTER_PORT: String(simulator.port),
  ROUTER_USER: "mikro-dash",
  ROUTER_PASSWORD: password,
});
const aPackage = {
  name: "3 GB",
  nameAr: "٣ جيجا",
  price: piasters(1_000),
  bytesLimit: 3 * 1024 ** 3,
  timeLimit: null,
  profile: "3GB",
};

test("given a router, when vouchers are made and it goes away, then they are listed live, then from the last look with its age", async () => {
  await using dir = await temporaryDirectory();
  const api = await startLocalApi(dir.path, account());
  const { call } = api.client;
  const wifiPackage = await call("createPackage", { body: aPackage });
  const batch = await call("createVouchers", { body: { packageId: wifiPackage.id, count: 3 } });
  expect(batch).toMatchObject({ requested: 3, failed: [] });
  const codes = batch.created.map(({ code }) => code).sort();
  const live = await waitFor("the new list", async () => {
    const page = await call("listVouchers", { query: {} });
    return page.items.length === 3 && page;
  });
  expect(live).toMatchObject({ source: "live" });
  expect(live.items.map(({ code }) => code)).toEqual(codes);
  expect(await call("getRouter", {})).toMatchObject({ version: expect.stringMatching(/^7\./) });

  await simulator.stop();
  const cached = await waitFor("the last look", async () => {
    const page = await call("listVouchers", { query: {} });
    return page.source === "cached" && page;
  });
  expect(cached).toEqual({ ...live, source: "cached", asOf: expect.any(Number) });
  const from = performance.now();
  await call("listVouchers", { query: {} });
  expect(performance.now() - from).toBeLessThan(2_000);
  expect(await call("getStatus", {})).toMatchObject({
    routerProblem: expect.any(String),
    routerSeenAt: expect.any(Number),
  });
  await api.process.kill();

  const again = await startLocalApi(dir.path, account());
  const kept = await again.client.call("listVouchers", { query: {} });
  expect(kept).toMatchObject({ source: "cached", asOf: expect.any(Number) });
  await again.process.stop();
});

test("given a router that refuses the password, when the shop opens, then it works and says so", async () => {
  await using dir = await temporaryDirectory();
  const api = await startLocalApi(dir.path, account("wrong"));
  await waitFor("the sentence", async () => (await api.client.call("getStatus", {})).routerProblem);
  await expect(api.client.call("getRouter", {})).rejects.toMatchObject({
    code: expect.stringMatching(/^ROUTER_/),
  });
  const station = { name: "PS5", nameAr: "بلايستيشن", hourlyRate: ratePerHour(3_000) };
  expect(await api.client.call("createStation", { body: station })).toMatchObject({ name: "PS5" });
  await api.process.stop();
});
