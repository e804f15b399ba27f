import { afterEach, beforeEach, expect, test } from "vitest";
import { type Simulator, startSimulator } from "./simulator.ts";
import { RawClient } from "./testing/raw-client.ts";

let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ vouchers: 1 });
});
afterEach(() => simulator.stop());

async function control(
  method: string,
  path: string,
  body?: unknown,
): Promise<[number, Record<string, unknown>]> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const answer = await fetch(simulator.controlUrl + path, init);
  return [answer.status, (await answer.json()) as Record<string, unknown>];
}

async function state(): Promise<{
  boots: number;
  uptimeSeconds: number;
  menus: Record<string, Record<string, string>[]>;
}> {
  const [, dump] = await control("GET", "/state");
  return dump as Awaited<ReturnType<typeof state>>;
}

test("given a voucher, when somebody logs in, browses and leaves, then the router's lists tell it", async () => {
  expect(
    await control("POST", "/login", { code: "V00001", bytesInPerSecond: 0, bytesOutPerSecond: 10 }),
  ).toEqual([200, { id: "*1" }]);
  await control("POST", "/advance", { seconds: 60 });
  await control("POST", "/traffic", { code: "V00001", bytesIn: 5, bytesOut: 7 });
  expect((await state()).menus["/ip/hotspot/active"]).toMatchObject([
    { user: "V00001", uptime: "1m", "bytes-in": "5", "bytes-out": "607" },
  ]);
  expect(await control("POST", "/logout", { code: "V00001" })).toEqual([200, { ended: 1 }]);
  expect((await state()).menus["/ip/hotspot/user"]).toContainEqual(
    expect.objectContaining({ name: "V00001", uptime: "1m", "bytes-in": "5", "bytes-out": "607" }),
  );
});

test("given a power cut or a reboot, when it happens, then connections drop and the uptime starts again", async () => {
  for (const [path, boots] of [
    ["/power-cut", 1],
    ["/reboot", 2],
  ] as const) {
    const client = await RawClient.loggedIn(simulator.port);
    await control("POST", "/advance", { seconds: 60 });
    await control("POST", path, {});
    await client.until(() => false);
    expect(client.ended).toBe("reset");
    expect(await state()).toMatchObject({ boots, uptimeSeconds: 0 });
  }
});

test("given faults, when armed, listed and cleared, then they strike as often as they were asked to", async () => {
  expect(
    await control("POST", "/faults", { kind: "trap", on: "/system/identity", times: 2, message: "busy" }),
  ).toEqual([200, {}]);
  const client = await RawClient.loggedIn(simulator.port);
  for (const message of ["busy", "busy", undefined]) {
    expect((await client.command("/system/identity/print"))[0]?.attributes.message).toBe(message);
  }
  await control("POST", "/faults", { kind: "silent", times: null });
  expect((await control("GET", "/faults"))[1]).toHaveLength(1);
  await control("DELETE", "/faults");
  expect((await client.command("/system/identity/print"))[0]?.kind).toBe("!re");
  client.close();
});

test.each([
  ["POST", "/login", { code: "nobody" }, 409, "invalid username or password"],
  ["POST", "/login", {}, 400, "code must be a text"],
  ["POST", "/advance", { seconds: "x" }, 400, "seconds must be a number, 0 or more"],
  ["POST", "/traffic", { code: "V00001" }, 409, "V00001 is not online"],
  ["POST", "/faults", { kind: "rain" }, 400, expect.stringContaining('"rain" is not a fault')],
  [
    "POST",
    "/command",
    { words: ["/ip/hotspot/user/add", "=name=V00001"] },
    409,
    expect.stringContaining("already have user"),
  ],
  ["GET", "/nothing", undefined, 404, expect.stringContaining("GET /nothing is not one of")],
] as const)(
  "given %s %s with %j, when asked, then it is refused with %i",
  async (method, path, body, status, error) => {
    expect(await control(method, path, body)).toEqual([status, { error }]);
  },
);

test("given commands, when asked for, then passwords are not among them", async () => {
  const client = await RawClient.loggedIn(simulator.port);
  const [, log] = await control("GET", "/commands");
  expect(log).toMatchObject({
    counts: { "/login": 1 },
    last: [{ words: ["=name=mikro-dash", "=password=…"] }],
  });
  client.close();
});
