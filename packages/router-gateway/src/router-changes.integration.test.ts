import type { Result } from "@mikro-dash/domain/result";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "@mikro-dash/router-simulator/simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectRouter, type RouterConfig } from "./connect-router.ts";
import type { RouterGateway } from "./router-gateway.ts";

const MAC = "A4:83:E7:00:00:01";
const PS5 = "00:D9:D1:10:20:01";
const GB = 1024 ** 3;

let simulator: Simulator;
let gateway: RouterGateway;

async function given(options: SimulatorOptions = {}, config: Partial<RouterConfig> = {}): Promise<void> {
  gateway?.close();
  await simulator?.stop();
  simulator = await startSimulator({ vouchers: 3, ...options });
  const address = { host: "127.0.0.1", port: simulator.port, user: "mikro-dash", password: "mikro-dash" };
  const clock = { now: () => epochMs(simulator.router.now) };
  gateway = connectRouter({ ...address, clock, random: () => 0, commandTimeoutMs: 1_000, ...config });
}

beforeEach(() => given());
afterEach(async () => {
  gateway.close();
  await simulator.stop();
});

function succeeded<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const refusalOf = (result: Result<unknown>) => (result.ok ? undefined : result.error);
const GONE = { code: "NOT_FOUND", detail: "It is not on the router any more." };

const users = () => [...simulator.router.tables.hotspotUsers.entries()].map(([, row]) => row.name);
const count = (command: string) => simulator.log.counts()[command] ?? 0;
function online(user: string, seconds = 60): void {
  simulator.router.sessions.login({ user, mac: MAC, bytesInPerSecond: 0, bytesOutPerSecond: 1_000 });
  simulator.router.advance(seconds * 1000);
}

/** Ways to lose an answer, and whether the router had done the work. */
const LOSSES = [
  ["lose-answer", 1],
  ["cut-answer", 1],
  ["reset", 2],
  ["fin", 2],
  ["silent", 2],
  ["half-open", 2],
] as const;

describe("given a voucher that was used", () => {
  beforeEach(() => online("V00001"));

  test("when it is extended, then only its limits are other ones, and who is online stays", async () => {
    const change = { bytesLimit: 5 * GB, timeLimitSeconds: 7_200 };
    expect(succeeded(await gateway.changeVoucher("*1", change))).toMatchObject({
      ...{ id: "*1", code: "V00001", ...change, bytesUsed: 60_000, isOnline: true, status: "used" },
    });
    const open = succeeded(
      await gateway.changeVoucher("V00001", { bytesLimit: null, timeLimitSeconds: null }),
    );
    expect(open).toMatchObject({ bytesLimit: null, timeLimitSeconds: null, profile: "1GB" });
  });

  test("when it is disabled and enabled, then it is offline at once, and usable again", async () => {
    expect(succeeded(await gateway.changeVoucher("*1", { disabled: true }))).toMatchObject({
      ...{ disabled: true, isOnline: false, bytesUsed: 60_000 },
    });
    expect(simulator.router.sessions.login({ user: "V00001", mac: MAC }).ok).toBe(false);
    succeeded(await gateway.changeVoucher("*1", { disabled: false }));
    expect(simulator.router.sessions.login({ user: "V00001", mac: MAC }).ok).toBe(true);
  });

  test("when its counters are reset, then it is as new, what was live included", async () => {
    const fresh = succeeded(await gateway.changeVoucher("*1", { resetCounters: true }));
    expect(fresh).toMatchObject({ status: "available", bytesUsed: 0, uptimeSeconds: 0, isOnline: false });
    expect(fresh.bytesLimit).toBe(GB);
  });

  test.each(LOSSES)(
    "when the answer to a change is lost by %s, then it is read back first",
    async (kind, writes) => {
      simulator.faults.add({ kind, on: "/ip/hotspot/user/set", bytes: 3 });
      expect(succeeded(await gateway.changeVoucher("*1", { bytesLimit: 2 * GB })).bytesLimit).toBe(2 * GB);
      expect(count("/ip/hotspot/user/set")).toBe(writes);
    },
  );

  test.each(LOSSES)(
    "when the answer to a reset is lost by %s, then it is read back first",
    async (kind, writes) => {
      simulator.faults.add({ kind, on: "/ip/hotspot/user/reset-counters", bytes: 3 });
      expect(succeeded(await gateway.changeVoucher("*1", { resetCounters: true })).bytesUsed).toBe(0);
      expect(count("/ip/hotspot/user/reset-counters")).toBe(writes);
    },
  );

  test.each(LOSSES)(
    "when the answer to a disconnect is lost by %s, then it is read back first",
    async (kind, writes) => {
      simulator.faults.add({ kind, on: "/ip/hotspot/active/remove", bytes: 3 });
      succeeded(await gateway.disconnect(`V00001@${MAC}`));
      expect(count("/ip/hotspot/active/remove")).toBe(writes);
      expect(simulator.router.sessions.all()).toEqual([]);
    },
  );
});

describe("given vouchers to delete", () => {
  test("when named by id and by code, then those go, who is online is put out, and others stay", async () => {
    online("V00002");
    const batch = succeeded(await gateway.deleteVouchers(["*1", "V00002", "nobody", "*0", "default-trial"]));
    expect(batch.deleted).toEqual([
      { id: "*1", code: "V00001" },
      { id: "*2", code: "V00002" },
    ]);
    expect(batch.failed).toEqual(["nobody", "*0", "default-trial"].map((ref) => ({ ref, refusal: GONE })));
    expect(users()).toEqual(["default-trial", "V00003"]);
    expect(simulator.router.sessions.all()).toEqual([]);
  });

  test.each([[[]], [[""]], [["*1", ""]]])("when %j is named, then nothing is deleted", async (refs) => {
    expect(refusalOf(await gateway.deleteVouchers(refs))?.code).toBe("INVALID");
    expect(users()).toHaveLength(4);
    expect(count("/ip/hotspot/user/remove")).toBe(0);
  });

  test("when two servers have a user of the same name, then the name alone deletes neither", async () => {
    simulator.router.tables.hotspotUsers.add({ name: "V00001", server: "hotspot1" });
    expect(succeeded(await gateway.deleteVouchers(["V00001"])).failed).toMatchObject([
      { refusal: { code: "CONFLICT" } },
    ]);
    expect(succeeded(await gateway.deleteVouchers(["*4"])).deleted).toEqual([{ id: "*4", code: "V00001" }]);
  });

  test.each(LOSSES)(
    "when an answer is lost by %s, then it is read back, and each goes once",
    async (kind, extra) => {
      simulator.faults.add({ kind: "delay", ms: 0, on: "/ip/hotspot/user/remove" });
      simulator.faults.add({ kind, on: "/ip/hotspot/user/remove", bytes: 3 });
      const { deleted } = succeeded(await gateway.deleteVouchers(["*1", "*2", "*3"]));
      expect(deleted.map((one) => one.code)).toEqual(["V00001", "V00002", "V00003"]);
      expect(count("/ip/hotspot/user/remove")).toBe(2 + extra);
      expect(users()).toEqual(["default-trial"]);
    },
  );

  test("when a thousand are named, then a thousand go", async () => {
    await given({ vouchers: 1_000 });
    const refs = Array.from({ length: 1_000 }, (_, n) => `V${String(n + 1).padStart(5, "0")}`);
    expect(succeeded(await gateway.deleteVouchers(refs)).deleted).toHaveLength(1_000);
    expect(users()).toEqual(["default-trial"]);
  });
});

test.each([
  ["a voucher", () => gateway.changeVoucher("*99", { disabled: true }), GONE],
  ["a voucher without a name", () => gateway.changeVoucher("", { disabled: true }), GONE],
  ["the trial user", () => gateway.changeVoucher("*0", { disabled: true }), GONE],
  ["a network", () => gateway.changeNetwork("*99", { enabled: false }), GONE],
  ["a session", () => gateway.disconnect("nobody"), GONE],
  ["a console without an address", () => gateway.setInternet("AA:AA:AA:AA:AA:AA", false), GONE],
])("given %s that is not there, when it is changed, then it is said", async (_what, act, expected) => {
  expect(refusalOf(await act())).toEqual(expected);
});

describe.each([
  ["7.20", {}],
  ["7.10", {}],
  ["6.49", {}],
  ["7.16 with the older drivers", { version: "7.16", wireless: "wireless" }],
] as const)("given the networks of RouterOS %s", (version, options) => {
  beforeEach(() => given({ version, ...options }));
  const key = async () => {
    const state = (await (await fetch(`${simulator.controlUrl}/state`)).json()) as {
      menus: Record<string, Record<string, string>[]>;
    };
    const row = Object.entries(state.menus).find(
      ([menu, rows]) => /^\/interface\/w\w+$/.test(menu) && rows.length,
    )?.[1][0];
    if (row?.["security.passphrase"]) return row["security.passphrase"];
    const profiles = state.menus["/interface/wireless/security-profiles"] ?? [];
    return profiles.find((one) => one.name === row?.["security-profile"])?.["wpa2-pre-shared-key"];
  };

  test("when one is renamed, locked and switched off, then it is, and the other is as before", async () => {
    const before = succeeded(await gateway.networks());
    expect(
      succeeded(await gateway.changeNetwork("*1", { ssid: "النجوم", password: "c0ffee-and-tea" })),
    ).toEqual({
      ...before[0],
      ssid: "النجوم",
    });
    expect(await key()).toBe("c0ffee-and-tea");
    expect(succeeded(await gateway.changeNetwork("*1", { enabled: false })).enabled).toBe(false);
    expect(succeeded(await gateway.changeNetwork("*1", { password: "another-key" })).enabled).toBe(false);
    expect(await key()).toBe("another-key");
    expect(succeeded(await gateway.networks())[1]).toEqual(before[1]);
  });

  test("when the answer is lost, then it is read back before it is written again", async () => {
    const sets = () =>
      Object.entries(simulator.log.counts())
        .filter(([command]) => /^\/interface\/w\w+\/set$/.test(command))
        .reduce((sum, [, times]) => sum + times, 0);
    for (const own of ["wifi", "wifiwave2", "wireless"])
      simulator.faults.add({ kind: "lose-answer", on: `/interface/${own}/set` });
    expect(succeeded(await gateway.changeNetwork("*1", { ssid: "new" })).ssid).toBe("new");
    expect(sets()).toBe(1);
  });
});

test("given two networks with one key in 6.49, when one gets its own, then the other keeps the old", async () => {
  await given({ version: "6.49" });
  const { wireless, securityProfiles } = simulator.router.tables;
  wireless.put("*1", { ...wireless.get("*1"), "security-profile": "wlan2-security" });
  succeeded(await gateway.changeNetwork("*1", { password: "guests-only" }));
  expect(securityProfiles.named("wlan2-security")?.[1]["wpa2-pre-shared-key"]).toBe("staff-12345");
  expect(wireless.get("*1")?.["security-profile"]).toBe("mikro-dash-wlan1");
});

describe("given a console", () => {
  const rules = () => [...simulator.router.tables.firewallFilter.entries()].map(([, row]) => row);
  const entries = () => [...simulator.router.tables.addressList.entries()].map(([, row]) => row);

  test("when it is cut off and let through again, then the firewall says so, with one rule in front of the others", async () => {
    simulator.router.tables.firewallFilter.add({ chain: "forward", comment: "theirs" });
    expect(succeeded(await gateway.internet(PS5))).toEqual({
      macAddress: PS5,
      ipAddress: "10.5.50.10",
      allowed: true,
    });
    const cut = { macAddress: PS5, ipAddress: "10.5.50.10", allowed: false };
    expect(succeeded(await gateway.setInternet(PS5.toLowerCase(), false))).toEqual(cut);
    succeeded(await gateway.setInternet("00:D9:D1:10:20:02", false));
    expect(succeeded(await gateway.setInternet(PS5, false))).toEqual(cut);
    expect(rules().map((rule) => [rule.action ?? "accept", rule.comment])).toEqual([
      ["drop", "mikro-dash: stations without internet"],
      ["accept", "theirs"],
    ]);
    expect(succeeded(await gateway.cutOff())).toHaveLength(2);
    expect(succeeded(await gateway.setInternet(PS5, true))).toEqual({ ...cut, allowed: true });
    expect(entries().map((entry) => entry.address)).toEqual(["10.5.50.11"]);
  });

  test("when somebody disables the rule or the entry, or its address is another, then what is said is what is so", async () => {
    succeeded(await gateway.setInternet(PS5, false));
    const { firewallFilter, addressList, leases } = simulator.router.tables;
    firewallFilter.put("*1", { ...firewallFilter.get("*1"), disabled: "true" });
    expect(succeeded(await gateway.internet(PS5)).allowed).toBe(true);
    expect(succeeded(await gateway.setInternet(PS5, false)).allowed).toBe(false);
    addressList.put("*1", { ...addressList.get("*1"), disabled: "true" });
    expect(succeeded(await gateway.internet(PS5)).allowed).toBe(true);
    expect(succeeded(await gateway.setInternet(PS5, false)).allowed).toBe(false);
    leases.put("*1", { ...leases.get("*1"), address: "10.5.50.99" });
    expect(succeeded(await gateway.internet(PS5)).allowed).toBe(true);
    expect(succeeded(await gateway.setInternet(PS5, false))).toMatchObject({
      ipAddress: "10.5.50.99",
      allowed: false,
    });
    expect(entries().map((entry) => entry.address)).toEqual(["10.5.50.99"]);
  });

  test.each(LOSSES)("when an answer is lost by %s, then there is one rule and one entry", async (kind) => {
    for (const on of ["/ip/firewall/filter/add", "/ip/firewall/address-list/add"])
      simulator.faults.add({ kind, on, bytes: 3 });
    expect(succeeded(await gateway.setInternet(PS5, false)).allowed).toBe(false);
    expect([rules().length, entries().length]).toEqual([1, 1]);
    simulator.faults.add({ kind, on: "/ip/firewall/address-list/remove", bytes: 3 });
    expect(succeeded(await gateway.setInternet(PS5, true)).allowed).toBe(true);
  });
});

test("given a router, when the power is cut, then the next look tells a restart", async () => {
  simulator.router.advance(3_600_000);
  expect(succeeded(await gateway.uptime())).toMatchObject({ uptimeSeconds: 3_600, reboots: 0 });
  simulator.router.advance(60_000);
  simulator.router.jumpClock(-86_400_000);
  expect(succeeded(await gateway.uptime())).toMatchObject({ uptimeSeconds: 3_660, reboots: 0 });
  simulator.router.powerCut();
  simulator.router.advance(20_000);
  const seen = async () => {
    const answer = await gateway.uptime();
    return answer.ok ? answer.value : undefined;
  };
  await expect.poll(seen, { timeout: 10_000 }).toMatchObject({ uptimeSeconds: 20, reboots: 1 });
  expect(await seen()).toMatchObject({ reboots: 1 });
});
