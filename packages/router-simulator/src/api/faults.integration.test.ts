import { afterEach, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../simulator.ts";
import { RawClient } from "../testing/raw-client.ts";

let simulator: Simulator;
let client: RawClient;

beforeEach(async () => {
  simulator = await startSimulator({ vouchers: 3 });
  client = await RawClient.loggedIn(simulator.port);
});
afterEach(async () => {
  client.close();
  await simulator.stop();
});

const PRINT = "/ip/hotspot/user/print";
const kinds = (replies: readonly { kind: string }[]) => replies.map((reply) => reply.kind);

test.each([
  ["reset", undefined, "reset"],
  ["fin", undefined, "fin"],
  ["lose-answer", undefined, "reset"],
  ["cut-answer", undefined, "reset"],
  ["cut-answer", "fin", "fin"],
] as const)(
  "given %s (%s), when it strikes, then the connection ends by a %s before the answer does",
  async (kind, end, how) => {
    simulator.faults.add({ kind, ...(end ? { end } : {}) });
    const replies = await client.command(PRINT);
    expect(kinds(replies)).not.toContain("!done");
    expect(client.ended).toBe(how);
    expect(replies.length > 0).toBe(kind === "cut-answer");
  },
);

test.each([
  [{ kind: "segment", bytes: 1 }],
  [{ kind: "segment", bytes: -1, ms: 30 }],
  [{ kind: "segment", bytes: 100, ms: 2 }],
  [{ kind: "delay", ms: 30 }],
] as const)("given %j, when it strikes, then the answer is late and whole", async (fault) => {
  simulator.faults.add(fault);
  expect(kinds(await client.command(PRINT))).toEqual(["!re", "!re", "!re", "!re", "!done"]);
});

test.each([
  ["trap", undefined],
  ["double-trap", "failure: busy"],
  ["no-permission", "not enough permissions (9)"],
  ["full-flash", "failure: no space left on device"],
] as const)(
  "given %s, when something is written, then it is refused and nothing changed",
  async (kind, message) => {
    simulator.faults.add({ kind, on: "/ip" });
    const replies = await client.command("/ip/hotspot/user/add", "=name=A");
    expect(kinds(replies)).toEqual(kind === "double-trap" ? ["!trap", "!trap", "!done"] : ["!trap", "!done"]);
    expect(replies[0]?.attributes.message).toBe(message);
    expect(simulator.router.tables.hotspotUsers.size).toBe(4);
  },
);

test("given a full flash, when something is read or removed, then that works", async () => {
  simulator.faults.add({ kind: "full-flash", times: null });
  expect(kinds(await client.command(PRINT, "=count-only="))).toEqual(["!done"]);
  expect(kinds(await client.command("/ip/hotspot/user/remove", "=.id=*1"))).toEqual(["!done"]);
});

test("given a login that is refused, when the password is right, then it is refused once", async () => {
  simulator.faults.add({ kind: "refuse-login" });
  expect(kinds(await client.command(PRINT, "=count-only="))).toEqual(["!done"]);
  const login = ["/login", "=name=mikro-dash", "=password=mikro-dash"] as const;
  expect(kinds(await client.command(...login))).toEqual(["!trap", "!done"]);
  expect(kinds(await client.command(...login))).toEqual(["!done"]);
});

test.each([
  ["half-open", "commands"],
  ["silent", "commands"],
  ["mute", "connections"],
] as const)(
  "given %s, when it strikes, then nothing is said, and other %s are answered",
  async (kind, _others) => {
    simulator.faults.add({ kind });
    const struck = kind === "mute" ? await RawClient.open(simulator.port) : client;
    await struck.send(PRINT, ".tag=lost");
    if (kind === "half-open") await struck.send("/system/identity/print", ".tag=lost-too");
    const other = await RawClient.loggedIn(simulator.port);
    expect(kinds(await other.command("/system/identity/print"))).toEqual(["!re", "!done"]);
    expect([struck.ended, struck.waiting]).toEqual(["open", 0]);
    other.close();
    struck.close();
  },
);

test("given a clock that jumps, when it strikes, then the command is answered and the date is another", async () => {
  simulator.faults.add({ kind: "clock-jump", ms: -40 * 365 * 86_400_000 });
  const [row] = await client.command("/system/clock/print");
  expect(row?.attributes.date).toMatch(/^198/);
});

test("given a fault of one account, when others ask, then it does not strike them", async () => {
  simulator.faults.add({ kind: "trap", on: PRINT, account: "somebody" });
  expect(kinds(await client.command(PRINT))).toContain("!done");
  simulator.faults.add({ kind: "trap", on: PRINT, account: "mikro-dash" });
  expect(kinds(await client.command(PRINT))).toEqual(["!trap", "!done"]);
});
