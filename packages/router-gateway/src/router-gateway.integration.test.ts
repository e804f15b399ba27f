import type { Result } from "@mikro-dash/domain/result";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "@mikro-dash/router-simulator/simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectRouter, type RouterConfig } from "./connect-router.ts";
import type { VoucherBatch } from "./menus/create-vouchers.ts";
import type { RouterGateway } from "./router-gateway.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

let simulator: Simulator;
let gateway: RouterGateway;
let now: EpochMs;

async function given(options: SimulatorOptions = {}, config: Partial<RouterConfig> = {}): Promise<void> {
  gateway?.close();
  await simulator?.stop();
  now = epochMs(NOON);
  simulator = await startSimulator({ startAt: NOON, ...options });
  gateway = gatewayTo(simulator.port, config);
}

function gatewayTo(port: number, config: Partial<RouterConfig> = {}): RouterGateway {
  const account = { user: "mikro-dash", password: "mikro-dash" };
  const clock = { now: () => now };
  return connectRouter({ host: "127.0.0.1", port, ...account, clock, random: () => 0, ...config });
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

const batch = (...codes: string[]): VoucherBatch => ({
  codes,
  profile: "3GB",
  server: null,
  bytesLimit: 3 * 1024 ** 3,
  timeLimitSeconds: 86_400,
  comment: `pkg:p-1|created:${NOON}|عيد ميلاد = أحمد`,
});
const usersNamed = (name: string) =>
  [...simulator.router.tables.hotspotUsers.entries()].filter(([, row]) => row.name === name);
const adds = () => simulator.log.counts()["/ip/hotspot/user/add"] ?? 0;

describe("given a café's router", () => {
  test("when its vouchers are listed, then they are in the shop's units and the trial user is none", async () => {
    expect(succeeded(await gateway.createVouchers(batch("TBJ26N", "00123")))).toEqual({
      created: [
        { id: "*1", code: "TBJ26N" },
        { id: "*2", code: "00123" },
      ],
      foundThere: [],
      failed: [],
    });
    expect(succeeded(await gateway.vouchers())).toEqual([
      {
        id: "*1",
        code: "TBJ26N",
        status: "available",
        profile: "3GB",
        packageId: "p-1",
        createdAt: NOON,
        note: "عيد ميلاد = أحمد",
        disabled: false,
        bytesLimit: 3_221_225_472,
        bytesUsed: 0,
        timeLimitSeconds: 86_400,
        uptimeSeconds: 0,
        isOnline: false,
        macAddress: null,
      },
      expect.objectContaining({ code: "00123" }),
    ]);
    expect(succeeded(await gateway.countUsers())).toBe(3);
  });

  test("when a voucher is used, then the live part is counted, and its session can be ended", async () => {
    succeeded(await gateway.createVouchers(batch("TBJ26N")));
    const login = { user: "TBJ26N", mac: "A4:83:E7:00:00:01", bytesInPerSecond: 10, bytesOutPerSecond: 90 };
    simulator.router.sessions.login(login);
    simulator.router.advance(60_000);
    now = epochMs(NOON + 60_000);
    const [session] = succeeded(await gateway.sessions());
    expect(session).toEqual({
      id: "TBJ26N@A4:83:E7:00:00:01",
      code: "TBJ26N",
      macAddress: "A4:83:E7:00:00:01",
      ipAddress: expect.stringMatching(/^10\.5\./),
      bytesIn: 600,
      bytesOut: 5_400,
      uptimeSeconds: 60,
      idleSeconds: 0,
      secondsLeft: 86_340,
      startedAt: NOON,
    });
    const [voucher] = succeeded(await gateway.vouchers());
    expect(voucher).toMatchObject({ status: "used", bytesUsed: 6_000, uptimeSeconds: 60, isOnline: true });
    succeeded(await gateway.disconnect("TBJ26N@A4:83:E7:00:00:01"));
    expect(succeeded(await gateway.sessions())).toEqual([]);
    expect(await gateway.disconnect("TBJ26N@A4:83:E7:00:00:01")).toMatchObject({
      ok: false,
      error: { code: "NOT_FOUND", detail: "It is not on the router any more." },
    });
    expect(succeeded(await gateway.usersNamed(["nobody", "TBJ26N"]))).toMatchObject([{ bytesUsed: 6_000 }]);
  });

  test.each([
    ["before", "/ip/hotspot/user/print"],
    ["after", "/ip/hotspot/active/print"],
  ])(
    "when a session ends just %s the users are read, then its bytes are counted once",
    async (_when, held) => {
      succeeded(await gateway.createVouchers(batch("TBJ26N")));
      simulator.router.sessions.login({ user: "TBJ26N", mac: "A4:83:E7:00:00:01" });
      simulator.router.advance(60_000);
      simulator.faults.add({ kind: "delay", ms: 0, on: "/ip/hotspot/active/print" });
      simulator.faults.add({ kind: "delay", ms: 300, on: held });
      const listing = gateway.vouchers();
      const asked = () => simulator.log.last().map((one) => one.command);
      await expect
        .poll(() => asked().includes("/ip/hotspot/user/print") && asked().at(-1) === held)
        .toBe(true);
      simulator.router.sessions.logoutAll();
      expect(succeeded(await listing)).toMatchObject([{ bytesUsed: 60 * 42_000, isOnline: false }]);
    },
  );

  test("when profiles, networks, devices and the router are asked for, then they are told apart", async () => {
    expect(succeeded(await gateway.profiles()).map((profile) => profile.name)).toContain("3GB");
    expect(succeeded(await gateway.networks())).toEqual([
      { id: "*1", name: "wifi1", ssid: "كافيه النجوم", enabled: true, clients: 0 },
      { id: "*2", name: "wifi2", ssid: "Staff", enabled: true, clients: 0 },
    ]);
    expect(succeeded(await gateway.devices())[0]).toEqual({
      macAddress: "00:D9:D1:10:20:01",
      ipAddress: "10.5.50.10",
      name: "بلايستيشن ١",
      isOnline: true,
      seenOn: "lease",
    });
    simulator.router.advance(3_600_000);
    expect(succeeded(await gateway.info())).toMatchObject({
      identity: "كافيه النجوم",
      version: "7.20.4",
      uptimeSeconds: 3_600,
      totalMemoryBytes: 268_435_456,
    });
  });
});

test.each(["7.10", "6.49.10"])(
  "given RouterOS %s, when networks are listed, then they are found in its menu",
  async (version) => {
    await given({ version });
    expect(succeeded(await gateway.networks()).map((network) => network.ssid)).toEqual([
      "كافيه النجوم",
      "Staff",
    ]);
  },
);

describe("given a batch of vouchers", () => {
  test.each([
    ["lose-answer", 3],
    ["cut-answer", 3],
    ["reset", 4],
    ["fin", 4],
  ] as const)(
    "when an answer is lost by %s, then it is read back before it is tried again, and is there exactly once",
    async (kind, attempts) => {
      simulator.faults.add({ kind: "delay", ms: 0, on: "/ip/hotspot/user/add" });
      simulator.faults.add({ kind, on: "/ip/hotspot/user/add", bytes: 3 });
      const made = succeeded(await gateway.createVouchers(batch("AAAAAA", "BBBBBB", "CCCCCC")));
      expect(made.created.map((one) => one.code)).toEqual(["AAAAAA", "BBBBBB", "CCCCCC"]);
      for (const code of ["AAAAAA", "BBBBBB", "CCCCCC"]) expect(usersNamed(code)).toHaveLength(1);
      expect(adds()).toBe(attempts);
    },
  );

  test("when it is asked for again, then nothing is made twice and the ids are the same", async () => {
    const first = succeeded(await gateway.createVouchers(batch("AAAAAA", "BBBBBB")));
    expect(succeeded(await gateway.createVouchers(batch("AAAAAA", "BBBBBB", "CCCCCC")))).toEqual({
      created: [...first.created, { id: "*3", code: "CCCCCC" }],
      foundThere: ["AAAAAA", "BBBBBB"],
      failed: [],
    });
  });

  test("when a name belongs to somebody else, then only that one fails", async () => {
    simulator.router.tables.hotspotUsers.add({ name: "BBBBBB", comment: "cousin of the owner" });
    const made = succeeded(await gateway.createVouchers(batch("AAAAAA", "BBBBBB", "CCCCCC")));
    expect(made.created.map((one) => one.code)).toEqual(["AAAAAA", "CCCCCC"]);
    expect(made.failed).toMatchObject([{ code: "BBBBBB", refusal: { code: "CONFLICT" } }]);
  });

  test("when its profile is missing, then it is refused as a whole after one attempt", async () => {
    expect(await gateway.createVouchers({ ...batch("AAAAAA", "BBBBBB"), profile: "gone" })).toEqual({
      ok: false,
      error: { code: "ROUTER_REFUSED", detail: "The router does not have this profile." },
    });
    expect(adds()).toBe(1);
  });
});

describe("given a router that cannot be used", () => {
  test("when the password is wrong, then it is refused with a sentence, and not tried again at once", async () => {
    await given({}, { password: "wrong" });
    const refusal = {
      ok: false,
      error: {
        code: "ROUTER_REFUSED",
        detail: `The router at 127.0.0.1:${simulator.port} refused the name or the password of its user "mikro-dash".`,
      },
    };
    expect(await gateway.sessions()).toEqual(refusal);
    expect(await gateway.sessions()).toEqual(refusal);
    expect(simulator.log.counts()["/login"]).toBe(1);
  });

  test("when the account may only read, then writing is refused and reading works", async () => {
    await given({ accounts: [{ name: "mikro-dash", password: "mikro-dash", group: "read" }] });
    expect(await gateway.createVouchers(batch("AAAAAA"))).toMatchObject({
      ok: false,
      error: { code: "ROUTER_REFUSED", detail: expect.stringContaining("policies read, write") },
    });
    expect((await gateway.sessions()).ok).toBe(true);
  });

  test("when nobody is there, then it is unavailable at once, and found again when it is back", async () => {
    const port = simulator.port;
    await simulator.stop();
    const refused = await gateway.info();
    expect(refused).toMatchObject({ ok: false, error: { code: "ROUTER_UNAVAILABLE" } });
    expect(gateway.linkState()).toMatchObject({ state: "down", since: NOON });
    simulator = await startSimulator({ port });
    await expect.poll(async () => (await gateway.info()).ok, { timeout: 5_000 }).toBe(true);
    expect(gateway.linkState()).toEqual({ state: "up", since: NOON });
  });

  test("when a command is never answered, then its deadline ends it and the next one has a new connection", async () => {
    await given({}, { commandTimeoutMs: 200 });
    succeeded(await gateway.sessions());
    simulator.faults.add({ kind: "silent" });
    expect(await gateway.sessions()).toMatchObject({
      ok: false,
      error: { code: "ROUTER_UNAVAILABLE", detail: expect.stringContaining("/ip/hotspot/active") },
    });
    expect((await gateway.sessions()).ok).toBe(true);
  });

  test("when an answer stops in the middle, then its deadline ends it and the next one has a new connection", async () => {
    await given({ vouchers: 5 }, { commandTimeoutMs: 200 });
    simulator.faults.add({ kind: "segment", bytes: 100, ms: 60_000, on: "/ip/hotspot/user" });
    expect(await gateway.users()).toMatchObject({
      ok: false,
      error: { code: "ROUTER_UNAVAILABLE", detail: expect.stringContaining("/ip/hotspot/user") },
    });
    expect(succeeded(await gateway.users())).toHaveLength(5);
    expect(simulator.log.counts()["/login"]).toBe(2);
  });

  test("when the login is never answered, then the deadline of connecting ends it", async () => {
    await given({}, { connectTimeoutMs: 200 });
    simulator.faults.add({ kind: "silent", on: "/login" });
    expect(await gateway.sessions()).toMatchObject({ ok: false, error: { code: "ROUTER_UNAVAILABLE" } });
  });

  test("when it reboots between two commands, then the next one is answered", async () => {
    succeeded(await gateway.sessions());
    simulator.router.reboot();
    await expect.poll(async () => (await gateway.sessions()).ok, { timeout: 5_000 }).toBe(true);
  });
});

test("given several questions at once, when asked, then the router sees one at a time on one connection", async () => {
  simulator.faults.add({ kind: "delay", ms: 20, times: 5 });
  const answers = await Promise.all([
    gateway.info(),
    gateway.sessions(),
    gateway.profiles(),
    gateway.devices(),
  ]);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(simulator.log.counts()["/login"]).toBe(1);
  expect(simulator.log.mostAtOnce).toBe(1);
});

test("given a closed gateway, when asked, then it is unavailable and nothing stays open", async () => {
  succeeded(await gateway.sessions());
  gateway.close();
  expect(await gateway.sessions()).toMatchObject({ ok: false, error: { code: "ROUTER_UNAVAILABLE" } });
});

test("given 10,000 vouchers, when listed, then none is missing", async () => {
  await given({ vouchers: 10_000 });
  expect(succeeded(await gateway.vouchers())).toHaveLength(10_000);
});
