import { startSimulator } from "@mikro-dash/router-simulator/simulator";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { expect, test } from "vitest";
import { startLocalApi, temporaryDirectory } from "../testing/local-api.ts";

const ROUNDS = 30;
/** Wanted are 20 ms; five times what was measured while others used the machine, too. */
const GATE_MS = 35;

test("given 10,000 vouchers, when they are searched, filtered and paged, then each page is there at once", async () => {
  await using dir = await temporaryDirectory();
  const simulator = await startSimulator({ vouchers: 10_000 });
  const api = await startLocalApi(dir.path, {
    ...{ ROUTER_HOST: "127.0.0.1", ROUTER_PORT: String(simulator.port) },
    ...{ ROUTER_USER: "mikro-dash", ROUTER_PASSWORD: "mikro-dash" },
  });
  const list = (query: object) => api.client.call("listVouchers", { query: { limit: 50, ...query } });
  await waitFor("a look at the router", async () => (await list({})).source === "live");
  const printed = (await list({ limit: 200 })).items.map(({ code }) => code);
  await api.client.call("markPrinted", { body: { codes: printed } });

  const took: number[] = [];
  const timed = async (query: object, found: number) => {
    const from = performance.now();
    const { items } = await list(query);
    took.push(performance.now() - from);
    expect(items, JSON.stringify(query)).toHaveLength(found);
  };
  for (let round = 0; round < ROUNDS; round++) {
    await timed({}, 50);
    await timed({ q: `v0${round % 10}` }, 50);
    await timed({ q: "nobody has this" }, 0);
    await timed({ status: "exhausted", packageId: "nothing" }, 0);
    await timed({ cursor: "V09980" }, 20);
    await timed({ printed: "yes", cursor: printed[149] }, 50);
    await timed({ printed: "no" }, 50);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor((took.length - 1) * share)] as number;
  const [median, p95, max] = [at(0.5), at(0.95), at(1)] as const;
  const ms = [median, p95, max].map((one) => one.toFixed(1));
  console.log(`a page of 10,000 vouchers, ${took.length} times: median, p95, max ${ms.join(", ")} ms`);
  expect(median).toBeLessThan(GATE_MS);
  expect(p95).toBeLessThan(3 * GATE_MS);
  await api.process.stop();
  await simulator.stop();
});
