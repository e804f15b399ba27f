import type { Result } from "@mikro-dash/domain/result";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { fallSilent, noteLease, releaseLease } from "@mikro-dash/router-simulator/router/leases";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectRouter } from "./connect-router.ts";
import type { RouterGateway } from "./router-gateway.ts";

const PS5 = "00:D9:D1:10:20:01";
const OTHER = "00:D9:D1:10:20:02";
const ADDRESS = "10.5.50.10";

let simulator: Simulator;
let gateway: RouterGateway;

beforeEach(async () => {
  simulator = await startSimulator({ vouchers: 1 });
  gateway = connectRouter({
    ...{ host: "127.0.0.1", port: simulator.port, user: "mikro-dash", password: "mikro-dash" },
    clock: { now: () => epochMs(simulator.router.now) },
    random: () => 0,
  });
});
afterEach(async () => {
  gateway.close();
  await simulator.stop();
});

function succeeded<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const tables = () => simulator.router.tables;
const asked = (menu: string) => simulator.log.counts()[`${menu}/print`] ?? 0;

describe("given a console with a lease that lasts", () => {
  const seen = async () => {
    const { isOnline, seenOn } =
      succeeded(await gateway.devices()).find((one) => one.macAddress === PS5) ?? {};
    return [isOnline, seenOn];
  };
  const watch = (more: Record<string, string> = {}) => tables().netwatch.add({ host: ADDRESS, ...more });

  test("when nobody watches it, then its lease is all that is known, for one question more", async () => {
    fallSilent(simulator.router, PS5);
    expect(await seen()).toEqual([true, "lease"]);
    expect(asked("/tool/netwatch")).toBe(1);
  });

  test("when the owner watches it, then switching it off and on shows, whatever its lease says", async () => {
    watch();
    expect(await seen()).toEqual([true, "netwatch"]);
    fallSilent(simulator.router, PS5);
    expect(await seen()).toEqual([false, "netwatch"]);
    noteLease(simulator.router, PS5, undefined);
    expect(await seen()).toEqual([true, "netwatch"]);
    releaseLease(simulator.router, PS5);
    expect(await seen()).toEqual([false, "netwatch"]);
  });

  test("when the watch is disabled, then it says nothing", async () => {
    watch({ disabled: "true" });
    fallSilent(simulator.router, PS5);
    expect(await seen()).toEqual([true, "lease"]);
  });

  test("when it is on the WiFi, then that counts more than a watch without an answer", async () => {
    simulator.router.sessions.login({ user: "V00001", mac: PS5 });
    fallSilent(simulator.router, PS5);
    tables().leases.put("*1", { ...tables().leases.get("*1"), address: "10.5.50.99" });
    watch({ host: "10.5.50.99" });
    expect(await seen()).toEqual([true, "wifi1"]);
  });

  test("when the router's user may not look at watches, then devices are listed as without any", async () => {
    watch();
    fallSilent(simulator.router, PS5);
    simulator.faults.add({ kind: "no-permission", on: "/tool/netwatch" });
    expect(await seen()).toEqual([true, "lease"]);
    expect(await seen()).toEqual([false, "netwatch"]);
  });

  test("when the look at watches fails for a moment, then nothing is said of any device: no console seems on", async () => {
    watch();
    fallSilent(simulator.router, PS5);
    simulator.faults.add({ kind: "trap", message: "failure: busy", on: "/tool/netwatch" });
    expect(await gateway.devices()).toMatchObject({ ok: false, error: { code: "ROUTER_REFUSED" } });
  });
});

describe("given consoles that were cut off", () => {
  const cut = async () => succeeded(await gateway.cutOff()).map((one) => one.macAddress);

  test("when none was, then one question tells it", async () => {
    expect(await cut()).toEqual([]);
    expect([asked("/ip/firewall/address-list"), asked("/ip/firewall/filter")]).toEqual([1, 0]);
  });

  test("when the rule or an entry is disabled, or an address is another, then who is through is not among them", async () => {
    for (const mac of [PS5, OTHER]) succeeded(await gateway.setInternet(mac, false));
    expect(await cut()).toEqual([PS5, OTHER]);
    tables().leases.put("*1", { ...tables().leases.get("*1"), address: "10.5.50.99" });
    expect(await cut()).toEqual([OTHER]);
    tables().addressList.put("*2", { ...tables().addressList.get("*2"), disabled: "true" });
    expect(await cut()).toEqual([]);
    succeeded(await gateway.setInternet(PS5, false));
    expect(await cut()).toEqual([PS5]);
    tables().firewallFilter.put("*1", { ...tables().firewallFilter.get("*1"), disabled: "true" });
    expect(await cut()).toEqual([]);
  });
});
