import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../simulator.ts";
import { RawClient, type RawReply } from "../testing/raw-client.ts";

/** The documented protocol, from a client that shares nothing with the server. */

let simulator: Simulator;
let client: RawClient;

async function given(options: SimulatorOptions = {}): Promise<void> {
  client?.close();
  await simulator?.stop();
  simulator = await startSimulator(options);
  client = await RawClient.open(simulator.port);
}
const logIn = () => client.command("/login", "=name=mikro-dash", "=password=mikro-dash");

async function givenLoggedIn(options: SimulatorOptions = {}): Promise<void> {
  await given(options);
  await logIn();
}

beforeEach(() => givenLoggedIn());
afterEach(async () => {
  client.close();
  await simulator.stop();
});

const kinds = (replies: readonly RawReply[]) => replies.map((reply) => reply.kind);
const message = (replies: readonly RawReply[]) => replies[0]?.attributes.message;
const names = (replies: readonly RawReply[]) => replies.flatMap((reply) => reply.attributes.name ?? []);
const done = (reply: RawReply) => reply.kind === "!done";

describe("given the ways to log in", () => {
  async function byChallenge(password = "mikro-dash"): Promise<readonly RawReply[]> {
    const [asked] = await client.command("/login");
    const challenge = asked?.attributes.ret;
    if (challenge === undefined) return asked ? [asked] : [];
    expect(challenge).toMatch(/^[0-9a-f]{32}$/);
    const hash = createHash("md5").update(`\0${password}`).update(Buffer.from(challenge, "hex"));
    return client.command("/login", "=name=mikro-dash", `=response=00${hash.digest("hex")}`);
  }
  const works = async () => kinds(await client.command("/system/identity/print"))[0] === "!re";

  test.each([
    ["6.42", true, false],
    ["6.44", true, true],
    ["6.49", false, true],
    ["7.20", false, true],
  ])("when RouterOS is %s, then by challenge: %s, in one sentence: %s", async (version, challenge, plain) => {
    await given({ version });
    await byChallenge();
    expect(await works()).toBe(challenge);
    await given({ version });
    await logIn();
    expect(await works()).toBe(plain);
  });

  test("when the hash is of another password, then it is refused in the version's words", async () => {
    await given({ version: "6.42" });
    expect(message(await byChallenge("guess"))).toBe("cannot log in");
    expect((await client.command("/system/identity/print"))[0]?.kind).toBe("!fatal");
  });

  test("when the group may not use the API, then it is not let in", async () => {
    simulator.router.tables.userGroups.add({ name: "web-only", policy: "read,write,!api" });
    simulator.router.tables.users.add({ name: "web", password: "web", group: "web-only" });
    await client.command("/quit");
    client = await RawClient.open(simulator.port);
    expect(message(await client.command("/login", "=name=web", "=password=web"))).toBe(
      "not enough permissions (9)",
    );
  });

  test("when somebody guesses, then the router's log has it", async () => {
    await client.command("/login", "=name=admin", "=password=admin");
    const lines = await client.command("/log/print", "=.proplist=topics,message");
    expect(lines.map((line) => line.attributes.message)).toContain("login failure for user admin via api");
  });
});

describe("given a group", () => {
  const as = async (group: string, policy?: string) => {
    if (policy) simulator.router.tables.userGroups.add({ name: group, policy });
    simulator.router.tables.users.add({ name: group, password: group, group });
    return RawClient.loggedIn(simulator.port, group);
  };

  test("when a policy is taken from it, then the next command feels it", async () => {
    const till = await as("till", "api,read,write");
    expect(kinds(await till.command("/ip/hotspot/user/add", "=name=A"))).toEqual(["!done"]);
    await client.command("/user/group/set", "=.id=till", "=policy=api,read,!write");
    expect(message(await till.command("/ip/hotspot/user/add", "=name=B"))).toBe("not enough permissions (9)");
    till.close();
  });

  test("when it has no policy for it, then secrets are not shown, accounts not changed, nothing rebooted", async () => {
    await client.command("/ip/hotspot/user/add", "=name=A", "=password=secret");
    const till = await as("till", "api,read,write");
    const [row] = await till.command("/ip/hotspot/user/print", "?name=A");
    expect(row?.attributes).not.toHaveProperty("password");
    expect((await client.command("/ip/hotspot/user/print", "?name=A"))[0]?.attributes.password).toBe(
      "secret",
    );
    expect(message(await till.command("/user/add", "=name=x", "=group=full"))).toBe(
      "not enough permissions (9)",
    );
    expect(message(await till.command("/system/reboot"))).toBe("not enough permissions (9)");
    till.close();
  });

  test("when accounts are printed, then nobody sees a password", async () => {
    const [row] = await client.command("/user/print");
    expect(row?.attributes).toMatchObject({ name: "mikro-dash", group: "full" });
    expect(row?.attributes).not.toHaveProperty("password");
  });
});

describe("given somebody who listens", () => {
  test("when rows are added, changed and removed, then each is told, until it is cancelled", async () => {
    await client.send("/ip/hotspot/user/listen", "=.proplist=name,comment", ".tag=ear");
    const other = await RawClient.loggedIn(simulator.port);
    await other.command("/ip/hotspot/user/add", "=name=A");
    await other.command("/ip/hotspot/user/set", "=.id=*1", "=comment=شاي");
    await other.command("/ip/hotspot/user/remove", "=.id=*1");
    const told = await client.until((reply) => reply.attributes[".dead"] !== undefined);
    expect(told.map((reply) => reply.attributes)).toEqual([
      { ".id": "*1", name: "A" },
      { ".id": "*1", name: "A", comment: "شاي" },
      { ".id": "*1", ".dead": "true" },
    ]);
    await client.send("/cancel", "=tag=ear", ".tag=c");
    const ends = await client.until((reply) => reply.tag === "c");
    expect(ends.map(({ kind, tag, attributes }) => [kind, tag, attributes.message])).toEqual([
      ["!trap", "ear", "interrupted"],
      ["!done", "ear", undefined],
      ["!done", "c", undefined],
    ]);
    await other.command("/ip/hotspot/user/add", "=name=B");
    expect(kinds(await client.command("/system/identity/print", ".tag=n"))).toEqual(["!re", "!done"]);
    other.close();
  });

  test("when people come and go, then those who ask about them are told", async () => {
    await client.command("/ip/hotspot/user/add", "=name=A", "=password=A");
    await client.send("/ip/hotspot/active/listen", ".tag=ear");
    await client.command("/system/identity/print", ".tag=wait");
    simulator.router.sessions.login({ user: "A", mac: "A4:00:00:00:00:01" });
    simulator.router.sessions.logoutAll();
    const told = await client.until((reply) => reply.attributes[".dead"] === "true");
    expect(told.map(({ attributes }) => [attributes[".id"], attributes.user])).toEqual([
      ["*1", "A"],
      ["*1", undefined],
    ]);
  });

  test("when its filter does not match, then it hears nothing of it", async () => {
    await client.send("/ip/hotspot/user/listen", "?name=B", ".tag=ear");
    const replies = [
      ...(await client.command("/ip/hotspot/user/add", "=name=A", ".tag=1")),
      ...(await client.command("/ip/hotspot/user/add", "=name=B", ".tag=2")),
    ];
    expect(names(replies.filter((reply) => reply.tag === "ear"))).toEqual(["B"]);
  });

  test("when a /cancel names nobody, then everything that waits is interrupted", async () => {
    await client.send("/ip/hotspot/user/listen", ".tag=1");
    await client.send("/ip/hotspot/active/listen", ".tag=2");
    await client.send("/cancel", ".tag=c");
    const ends = await client.until((reply) => reply.tag === "c");
    expect(ends.filter(done).map((reply) => reply.tag)).toEqual(["1", "2", "c"]);
  });
});

test("given any bytes, when written and read, then they are the same bytes", async () => {
  await client.command("/ip/hotspot/user/add", "=name=A");
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (value) => {
      const word = Buffer.concat([Buffer.from("=comment="), Buffer.from(value)]);
      await client.command("/ip/hotspot/user/set", "=.id=*1", word);
      const [row] = await client.command("/ip/hotspot/user/print", "?name=A", "=.proplist=comment");
      expect(row?.bytes[1]).toEqual(word);
    }),
    { numRuns: 200 },
  );
});

test.each([0x7f, 0x80, 0x3fff, 0x4000, 0x1fffff, 0x200000])(
  "given a word of %i bytes, when written and read, then it is whole",
  async (length) => {
    const word = Buffer.concat([Buffer.from("=comment="), randomBytes(length - 9)]);
    await client.command("/ip/hotspot/user/add", "=name=A", word);
    const [row] = await client.command("/ip/hotspot/user/print", "?name=A", "=.proplist=comment");
    expect(row?.bytes[1]?.equals(word)).toBe(true);
  },
);

test("given queries, when counted and printed, then both see the same rows", async () => {
  for (const [name, profile] of [
    ["A", "1GB"],
    ["B", "3GB"],
    ["C", "1GB"],
  ]) {
    await client.command("/ip/hotspot/user/add", `=name=${name}`, `=profile=${profile}`);
  }
  const either = ["?name=A", "?profile=3GB", "?#|"];
  expect(names(await client.command("/ip/hotspot/user/print", ...either))).toEqual(["A", "B"]);
  const [count] = await client.command("/ip/hotspot/user/print", "=count-only=", ...either);
  expect(count?.words).toEqual(["!done", "=ret=2"]);
  expect(names(await client.command("/ip/hotspot/user/print", "=.id=*1,*3"))).toEqual(["A", "C"]);
  expect(
    (await client.command("/ip/hotspot/user/get", "=.id=*2", "=value-name=profile"))[0]?.attributes.ret,
  ).toBe("3GB");
});

test("given rules in an order, when one is put in front or moved, then they are printed in the new order", async () => {
  const filter = "/ip/firewall/filter";
  for (const comment of ["1", "2"])
    await client.command(`${filter}/add`, "=chain=forward", `=comment=${comment}`);
  await client.command(`${filter}/add`, "=chain=forward", "=action=drop", "=comment=0", "=place-before=*1");
  const order = async () =>
    (await client.command(`${filter}/print`)).flatMap((reply) => reply.attributes.comment ?? []);
  expect(await order()).toEqual(["0", "1", "2"]);
  await client.command(`${filter}/move`, "=numbers=*3");
  expect(await order()).toEqual(["1", "2", "0"]);
  await client.command(`${filter}/move`, "=numbers=*2", "=destination=*1");
  expect(await order()).toEqual(["2", "1", "0"]);
});

test("given a user's counters, when they are reset, then they are zero and its limits stay", async () => {
  await client.command("/ip/hotspot/user/add", "=name=A", "=password=A", "=limit-uptime=1h");
  simulator.router.sessions.login({ user: "A", mac: "A4:00:00:00:00:01" });
  simulator.router.advance(60_000);
  simulator.router.sessions.logoutAll();
  await client.command("/ip/hotspot/user/reset-counters", "=.id=*1");
  const [row] = await client.command("/ip/hotspot/user/print", "?name=A");
  expect(row?.attributes).toMatchObject({ uptime: "0s", "bytes-in": "0", "limit-uptime": "1h" });
});

test("given somebody online, when put out by hand, then the cookie that would let them in again is gone", async () => {
  await client.command("/ip/hotspot/user/add", "=name=A", "=password=A");
  simulator.router.sessions.login({ user: "A", mac: "A4:00:00:00:00:01" });
  expect(kinds(await client.command("/ip/hotspot/cookie/print"))).toEqual(["!re", "!done"]);
  await client.command("/ip/hotspot/active/remove", "=.id=*1");
  expect(simulator.router.sessions.comeBack("A4:00:00:00:00:01").ok).toBe(false);
});

const MENUS = [
  ...[
    "/ip/hotspot",
    "/ip/hotspot/profile",
    "/ip/hotspot/user",
    "/ip/hotspot/user/profile",
    "/ip/hotspot/active",
  ],
  ...[
    "/ip/hotspot/host",
    "/ip/hotspot/cookie",
    "/ip/hotspot/ip-binding",
    "/ip/dhcp-server/lease",
    "/interface",
  ],
  ...["/system/resource", "/system/identity", "/system/clock", "/system/scheduler", "/tool/netwatch", "/log"],
  ...["/ip/firewall/filter", "/ip/firewall/address-list", "/queue/simple", "/user", "/user/group"],
];
test.each([
  ["6.49", ["/interface/wireless", "/interface/wireless/registration-table"]],
  ["7.16", ["/interface/wifi", "/interface/wifi/registration-table"]],
  ["7.20", ["/interface/wifi", "/interface/wifi/registration-table"]],
])("given RouterOS %s, when its menus are printed, then each answers", async (version, wireless) => {
  await givenLoggedIn({ version, vouchers: 1 });
  simulator.router.sessions.login({ user: "V00001", mac: "A4:00:00:00:00:01" });
  for (const menu of [...MENUS, ...wireless]) {
    const replies = await client.command(`${menu}/print`);
    expect([menu, kinds(replies).filter((kind) => kind === "!trap")]).toEqual([menu, []]);
  }
});

test("given 7.16 with the older drivers, when networks are asked for, then the new menu is empty", async () => {
  await givenLoggedIn({ version: "7.16", wireless: "wireless" });
  expect(kinds(await client.command("/interface/wifi/print"))).toEqual(["!done"]);
  expect(kinds(await client.command("/interface/wireless/print"))).toEqual(["!re", "!re", "!done"]);
});

test.each([
  [["/ip/firewall/address-list/add", "=list=x"], "missing =address="],
  [["/ip/firewall/filter/add", "=action=drop"], "missing =chain="],
  [
    ["/ip/firewall/filter/add", "=chain=forward", "=action=dance"],
    "input does not match any value of action",
  ],
  [["/queue/simple/add", "=name=x"], "missing =target="],
  [["/log/add", "=message=x"], "no such command"],
  [["/ip/hotspot/cookie/add", "=user=x"], "no such command"],
  [["/ip/hotspot/user/move", "=numbers=*0"], "no such command"],
  [
    ["/interface/wifi/set", "=.id=*1", "=configuration.ssid=كافيه النجوم الكبير جدا"],
    expect.stringContaining("too long"),
  ],
  [["/interface/wifi/set", "=.id=*1", "=security.passphrase=short"], expect.stringContaining("from 8 to 63")],
] as const)("given %j, when sent, then it is refused", async (words, expected) => {
  expect(message(await client.command(...words))).toEqual(expected);
});
