import type { StationId } from "@mikro-dash/domain/ids";
import { ratePerHour } from "@mikro-dash/domain/money/piasters";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLocalApi, temporaryDirectory } from "../testing/local-api.ts";

/** The consoles that the simulated café has leases for, and one that it never saw. */
const MACS = ["00:D9:D1:10:20:01", "00:D9:D1:10:20:02", "AA:AA:AA:AA:AA:AA"] as const;

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator();
});
afterEach(() => simulator.stop());

test("given consoles on a router, when one is cut off, then the firewall drops it, and what is shown is what the firewall does", async () => {
  await using dir = await temporaryDirectory();
  const api = await startLocalApi(dir.path, {
    ROUTER_HOST: "127.0.0.1",
    ROUTER_PORT: String(simulator.port),
    ROUTER_USER: "mikro-dash",
    ROUTER_PASSWORD: "mikro-dash",
  });
  const { call } = api.client;
  const ids: StationId[] = [];
  for (const macAddress of MACS) {
    const body = { name: macAddress, nameAr: macAddress, hourlyRate: ratePerHour(3_000), macAddress };
    ids.push((await call("createStation", { body })).id);
  }
  const [first, second, third] = ids as [StationId, StationId, StationId];
  const set = (allowed: boolean, id = first) =>
    call("setStationInternet", { params: { id }, body: { allowed } });
  const states = async () => (await call("listStationInternet", {})).items.map((one) => one.state);
  /** Pages share a look for two seconds; a command ends that. */
  const looked = async () => {
    await set(true, second);
    return states();
  };
  const { firewallFilter, addressList, leases } = simulator.router.tables;
  const dropped = () => [...addressList.entries()].map(([, row]) => `${row.list} ${row.address}`);
  const rules = () => [...firewallFilter.entries()].map(([, row]) => row);

  expect(await looked()).toEqual(["on", "on", "on"]);
  expect(await set(false)).toMatchObject({ state: "off", obstacle: null });
  expect(dropped()).toEqual(["mikro-dash-no-internet 10.5.50.10"]);
  expect(rules()).toMatchObject([
    { chain: "forward", action: "drop", "src-address-list": "mikro-dash-no-internet" },
  ]);
  expect(await looked()).toEqual(["off", "on", "on"]);

  const [ruleId] = [...firewallFilter.entries()][0] ?? [""];
  const disabled = (is: string) =>
    firewallFilter.put(ruleId, { ...firewallFilter.get(ruleId), disabled: is });
  disabled("true");
  expect(await looked()).toEqual(["on", "on", "on"]);
  disabled("false");
  expect(await looked()).toEqual(["off", "on", "on"]);
  leases.put("*1", { ...leases.get("*1"), address: "10.5.50.99" });
  expect(await looked()).toEqual(["on", "on", "on"]);
  await set(false);
  expect(dropped()).toEqual(["mikro-dash-no-internet 10.5.50.99"]);

  expect(await set(true)).toMatchObject({ state: "on" });
  expect(dropped()).toEqual([]);
  expect(rules()).toHaveLength(1);
  const code = (promise: Promise<unknown>) => promise.catch((error: { code: string }) => error.code);
  expect(await code(set(false, third))).toBe("CONSOLE_NOT_SEEN");
  await set(false);
  expect(await states()).toEqual(["off", "on", "on"]);

  await simulator.stop();
  expect(await code(set(true))).toBe("ROUTER_UNAVAILABLE");
  expect(await states()).toEqual(["off", "on", "on"]);
  const { items } = await call("listActivity", { query: {} });
  const ofFirst = items.filter((one) => one.verb === "station.internet" && one.rowIds.includes(first));
  expect(ofFirst).toHaveLength(4);
  await api.process.stop();
});
