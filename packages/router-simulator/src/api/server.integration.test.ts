import { afterEach, beforeEach, expect, test } from "vitest";
import { type Simulator, type SimulatorOptions, startSimulator } from "../simulator.ts";
import { RawClient } from "../testing/raw-client.ts";

let simulator: Simulator;
let client: RawClient;

async function given(options: SimulatorOptions = {}): Promise<void> {
  await simulator?.stop();
  client?.close();
  simulator = await startSimulator(options);
  client = await RawClient.loggedIn(simulator.port);
}

beforeEach(() => given());
afterEach(async () => {
  client.close();
  await simulator.stop();
});

const kinds = (replies: readonly { kind: string }[]) => replies.map((reply) => reply.kind);
const ADD = "/ip/hotspot/user/add";
const PRINT = "/ip/hotspot/user/print";

test("given a wrong password, when logging in, then the router says so and the connection stays", async () => {
  const other = await RawClient.open(simulator.port);
  const replies = await other.command("/login", "=name=mikro-dash", "=password=wrong");
  expect(kinds(replies)).toEqual(["!trap", "!done"]);
  expect(replies[0]?.attributes.message).toBe("invalid user name or password (6)");
  expect(kinds(await other.command("/login", "=name=mikro-dash", "=password=mikro-dash"))).toEqual(["!done"]);
  other.close();
});

test("given no login, when a command is sent, then the session ends fatally", async () => {
  const other = await RawClient.open(simulator.port);
  expect((await other.command("/system/identity/print"))[0]?.words).toEqual(["!fatal", "not logged in"]);
});

test("given Arabic and control bytes in a comment, when added and printed, then they are the same bytes", async () => {
  const comment = "ملاحظة = خاصة\r\nسطر ٢";
  const [done] = await client.command(ADD, "=name=A", `=comment=${comment}`, ".tag=x1");
  expect(done).toMatchObject({ kind: "!done", tag: "x1", attributes: { ret: "*1" } });
  const [row] = await client.command(PRINT, "?name=A");
  expect(row?.attributes).toMatchObject({
    ".id": "*1",
    name: "A",
    profile: "default",
    uptime: "0s",
    comment,
  });
  expect(row?.attributes).not.toHaveProperty("limit-uptime");
});

test("given a name already there, when added again, then it is refused in the router's words", async () => {
  await client.command(ADD, "=name=A");
  const replies = await client.command(ADD, "=name=A");
  expect(replies[0]?.words).toEqual([
    "!trap",
    "=message=failure: already have user with this name for this server",
  ]);
});

test.each([
  [[ADD, "=name=B", "=profile=nope"], "input does not match any value of profile"],
  [[ADD, "=name=B", "=limit-uptime=soon"], "invalid value for argument limit-uptime"],
  [[ADD, "=name=B", "=colour=red"], "unknown parameter colour"],
  [["/ip/hotspot/user/set", "=.id=*99", "=comment=x"], "no such item"],
  [["/ip/hotspot/user/remove"], "missing =.id="],
  [["/ip/hotspot/nothing/print"], "no such command prefix"],
  [["/ip/hotspot/user/dance"], "no such command"],
])("given %j, when sent, then the trap says %s", async (words, message) => {
  const replies = await client.command(...words);
  expect(kinds(replies)).toEqual(["!trap", "!done"]);
  expect(replies[0]?.attributes.message).toBe(message);
});

test("given an account that may only read, when it adds, then permission is refused", async () => {
  await given({
    accounts: [
      { name: "mikro-dash", password: "mikro-dash", group: "full" },
      { name: "eye", password: "eye", group: "read" },
    ],
  });
  const eye = await RawClient.loggedIn(simulator.port, "eye");
  expect((await eye.command(ADD, "=name=A"))[0]?.attributes.message).toBe("not enough permissions (9)");
  expect(kinds(await eye.command("/system/identity/print"))).toEqual(["!re", "!done"]);
  eye.close();
});

test("given nothing that matches, when printed, then 7.18 and newer say !empty and older ones do not", async () => {
  expect(kinds(await client.command(PRINT, "?name=nobody"))).toEqual(["!empty", "!done"]);
  await given({ version: "7.16" });
  expect(kinds(await client.command(PRINT, "?name=nobody"))).toEqual(["!done"]);
});

test("given a proplist, when a row has none of its columns, then it is still a bare !re", async () => {
  const replies = await client.command(PRINT, "=.proplist=email");
  expect(replies.map((reply) => reply.words)).toEqual([["!re"], ["!done"]]);
  const [count] = await client.command(PRINT, "=count-only=");
  expect(count?.words).toEqual(["!done", "=ret=1"]);
});

test("given lists of ids, when set and removed, then all or none are changed", async () => {
  for (const name of ["A", "B", "C"]) await client.command(ADD, `=name=${name}`);
  await client.command(
    "/ip/hotspot/user/set",
    "=.id=*1,*2",
    "=limit-uptime=24h",
    "=limit-bytes-total=1G",
    "=disabled=yes",
  );
  const [a] = await client.command(PRINT, "?name=A");
  expect(a?.attributes).toMatchObject({
    "limit-uptime": "1d",
    "limit-bytes-total": "1073741824",
    disabled: "true",
  });
  await client.command("/ip/hotspot/user/remove", "=.id=*1,*77");
  const [count] = await client.command(PRINT, "=count-only=");
  expect(count?.attributes.ret).toBe("4");
  await client.command("/ip/hotspot/user/remove", "=numbers=*1,*2");
  expect((await client.command(PRINT, "=count-only="))[0]?.attributes.ret).toBe("2");
});

test("given a silent command, when it is cancelled, then it is interrupted and the cancel is done", async () => {
  simulator.faults.add({ kind: "silent", on: "/system/identity" });
  await client.send("/system/identity/print", ".tag=slow");
  await client.send("/cancel", "=tag=slow", ".tag=c");
  const replies = await client.until((reply) => reply.tag === "c");
  expect(replies[0]).toMatchObject({
    kind: "!trap",
    tag: "slow",
    attributes: { category: "2", message: "interrupted" },
  });
  expect(replies.at(-1)).toMatchObject({ kind: "!done", tag: "c" });
});

test("given /quit, when sent, then the router says goodbye and closes", async () => {
  expect((await client.command("/quit"))[0]?.words).toEqual(["!fatal", "session terminated on request"]);
  await client.until(() => false);
  expect(client.ended).toBe("fin");
});

test("given a request sent a byte at a time, when complete, then it is answered", async () => {
  for (const byte of RawClient.sentence("/system/identity/print", ".tag=t"))
    await client.raw(Buffer.from([byte]));
  expect(await client.until((reply) => reply.kind === "!done")).toMatchObject([
    { kind: "!re", tag: "t", attributes: { name: "كافيه النجوم" } },
    { kind: "!done", tag: "t" },
  ]);
});

test.each([
  ["7.20.4", "/interface/wifi", "configuration.ssid"],
  ["7.10", "/interface/wifiwave2", "configuration.ssid"],
  ["6.49.10", "/interface/wireless", "ssid"],
])("given RouterOS %s, when networks are asked for, then they are in %s", async (version, menu, column) => {
  await given({ version });
  const replies = await client.command(`${menu}/print`);
  expect(replies[0]?.attributes[column]).toBe("كافيه النجوم");
  const others = ["/interface/wifi", "/interface/wifiwave2", "/interface/wireless"].filter(
    (other) => other !== menu,
  );
  for (const other of others) {
    expect((await client.command(`${other}/print`))[0]?.attributes.message).toBe("no such command prefix");
  }
});
