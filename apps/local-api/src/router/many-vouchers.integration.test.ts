import { startSimulator } from "@mikro-dash/router-simulator/simulator";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { expect, test } from "vitest";
import { startLocalApi, temporaryDirectory } from "../testing/local-api.ts";

const ROUNDS = 30;
/** Wanted are 20 ms; five times what was measured while others used the machine, too. */
const GATE_MS = { median: 20, p99: 100 } as const;
const LOOKS = 5;
/** Five times what was measured; the least of some looks, for what others use of the machine is in the rest. */
const STALL_GATE_MS = 60;
const COUNT = 10_000;

test("given 10,000 vouchers, when they are searched, filtered and paged, then each page is there at once, and nothing else is held up by a look", async () => {
  await using dir = await temporaryDirectory();
  const simulator = await startSimulator({ vouchers: COUNT });
  const api = await startLocalApi(dir.path, {
    ...{ ROUTER_HOST: "127.0.0.1", ROUTER_PORT: String(simulator.port) },
    ...{ ROUTER_USER: "mikro-dash", ROUTER_PASSWORD: "mikro-dash" },
  });
  const list = (query: object) => api.client.call("listVouchers", { query: { limit: 50, ...query } });
  await waitFor("a look at the router", async () => (await list({})).source === "live");
  const codes = Array.from({ length: COUNT }, (_, n) => `V${String(n + 1).padStart(5, "0")}`);
  const printed = codes.slice(0, COUNT / 2);
  for (let at = 0; at < printed.length; at += 500)
    await api.client.call("markPrinted", { body: { codes: printed.slice(at, at + 500) } });

  const took: number[] = [];
  const timed = async (query: object, found: readonly string[]) => {
    const from = performance.now();
    const { items } = await list(query);
    took.push(performance.now() - from);
    expect(
      items.map(({ code }) => code),
      JSON.stringify(query),
    ).toEqual(found);
  };
  const page = (from: number) => codes.slice(from, from + 50);
  for (let round = 0; round < ROUNDS; round++) {
    await timed({}, page(0));
    await timed({ q: `v0${round % 10}` }, page(Math.max(0, (round % 10) * 1_000 - 1)));
    await timed({ q: "nobody has this" }, []);
    await timed({ status: "exhausted", packageId: "nothing" }, []);
    await timed({ cursor: "V09980" }, page(9_980));
    await timed({ printed: "yes", cursor: "V04980" }, printed.slice(4_980));
    await timed({ printed: "no" }, page(5_000));
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor((took.length - 1) * share)] as number;
  const ms = [0.5, 0.95, 0.99, 1].map((share) => at(share).toFixed(1));
  console.log(`a page of 10,000 vouchers, ${took.length} times: median, p95, p99, max ${ms.join(", ")} ms`);
  const stalls: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    // Whatever a refused change did, only a look can tell.
    await api.client.call("updateVoucher", { params: { id: "*FFFFFF" }, body: {} }).catch(() => undefined);
    await stallOf(api.baseUrl);
    await list({});
    stalls.push(await stallOf(api.baseUrl));
  }
  console.log(
    `a look at them holds up everything else for ${stalls.map((one) => one.toFixed(1)).join(", ")} ms`,
  );
  expect(at(0.5)).toBeLessThan(GATE_MS.median);
  expect(at(0.99)).toBeLessThan(GATE_MS.p99);
  expect(Math.min(...stalls)).toBeLessThan(STALL_GATE_MS);
  await api.process.stop();
  await simulator.stop();
});

/** The longest since it was asked for last. */
async function stallOf(baseUrl: string): Promise<number> {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]) * 1_000;
}
