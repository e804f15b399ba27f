import { afterAll, beforeAll, expect, test } from "vitest";
import { startShopServer } from "../testing/shop-server.ts";
import { everyCase } from "./every-case.ts";
import { failures, runCases } from "./run.ts";

let shop: Awaited<ReturnType<typeof startShopServer>>;
beforeAll(async () => {
  shop = await startShopServer();
});
afterAll(() => shop.stop());

test("given a shop's server on a fresh file, when every case is sent, then each answer is as the contract says", {
  timeout: 120_000,
}, async () => {
  const outcomes = await runCases(
    { host: "local", baseUrl: shop.baseUrl, headers: {} },
    everyCase(Date.now()),
  );
  expect(shop.errors).toEqual([]);
  expect(failures(outcomes)).toBe("");
  expect(outcomes.length).toBeGreaterThan(600);
});
