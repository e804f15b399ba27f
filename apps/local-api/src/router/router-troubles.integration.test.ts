import { ApiError } from "@mikro-dash/api-contract/client";
import { routerTroubleIn } from "@mikro-dash/api-contract/router-troubles";
import { piasters } from "@mikro-dash/domain/money/piasters";
import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { waitFor } from "@mikro-dash/test-kit/wait-for";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LocalApi, startLocalApi, temporaryDirectory } from "../testing/local-api.ts";

/** What can be wrong with a router: each is told by one sentence, on the screen (code and detail) and in the log. */

let simulator: Simulator;
let port: number;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let api: LocalApi;
let packageId: string;

beforeAll(async () => {
  simulator = await startSimulator({ vouchers: 3 });
  ({ port } = simulator);
  directory = await temporaryDirectory();
  api = await startLocalApi(directory.path, {
    ...{ ROUTER_HOST: "127.0.0.1", ROUTER_PORT: String(port) },
    ...{ ROUTER_USER: "mikro-dash", ROUTER_PASSWORD: "mikro-dash" },
  });
  const limits = { bytesLimit: null, timeLimit: 3_600, profile: "1GB" };
  const body = { name: "Hour", nameAr: "ساعة", price: piasters(500), ...limits };
  packageId = (await api.client.call("createPackage", { body })).id;
});
afterAll(async () => {
  await api.process.stop();
  await simulator.stop();
  await directory[Symbol.asyncDispose]();
});
beforeEach(async () => {
  simulator.faults.clear();
  await works();
});

const extend = () =>
  api.client.call("updateVoucher", { params: { id: "V00001" }, body: { timeLimit: 7_200 } });
const make = (more: object = {}) =>
  api.client.call("createVouchers", { body: { packageId: packageId as never, count: 3, ...more } });
const works = () =>
  waitFor("the router", async () => (await extend().catch(() => undefined))?.timeLimit === 7_200, {
    timeoutMs: 60_000,
  });

/** The problem that a command is refused with: its code and its sentence, which the log has too, and every screen has words for. */
async function problemOf(work: Promise<unknown>): Promise<readonly [string, string | undefined]> {
  const problem = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(problem instanceof ApiError)) throw new Error(`not refused: ${String(problem)}`);
  const { detail } = problem;
  await waitFor(`the log to say: ${detail}`, () => api.process.output().includes(JSON.stringify(detail)));
  expect(routerTroubleIn(String(detail)), detail).not.toBeNull();
  return [problem.code, detail];
}

async function control(path: string, body: object): Promise<void> {
  const answer = await fetch(simulator.controlUrl + path, { method: "POST", body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}
const command = (...words: string[]) => control("/command", { words });
const at = () => `127.0.0.1:${port}`;

test("given a router that was switched off, when a voucher is extended, then it cannot be reached", async () => {
  await simulator.stop();
  const problem = await waitFor("the refusal", async () => {
    const said = await problemOf(extend());
    return /refused/.test(said[1] ?? "") && said;
  });
  expect(problem).toEqual([
    "ROUTER_UNAVAILABLE",
    `The router at ${at()} cannot be reached: Connection refused.`,
  ]);
  expect((await api.client.call("getStatus", {})).routerProblem).toBe(problem[1]);
  simulator = await startSimulator({ port, vouchers: 3 });
});

test("given a black hole, when a voucher is extended, then the router did not answer, within its deadlines", async () => {
  for (const kind of ["half-open", "mute"] as const) simulator.faults.add({ kind, times: null });
  expect(await problemOf(extend())).toEqual([
    "ROUTER_UNAVAILABLE",
    expect.stringMatching(
      /^The router at [\d.:]+ (does not answer|did not answer about \/ip\/hotspot\/user)\.$/,
    ),
  ]);
});

test("given a router that restarts, when a voucher is extended, then it is said, and soon done", async () => {
  await control("/reboot", { downMs: 3_000 });
  expect(await problemOf(extend())).toEqual([
    "ROUTER_UNAVAILABLE",
    expect.stringMatching(
      /^The (router at|connection to the router at) .*(reached|lost): .*(reset|closed).*\.$/,
    ),
  ]);
  await works();
});

test("given a password that was changed, when a voucher is extended, then it is refused by name", async () => {
  await command("/user/set", "=.id=mikro-dash", "=password=another");
  await control("/reboot", {});
  const problem = await waitFor("the refusal", async () => {
    const said = await problemOf(extend());
    return /password/.test(said[1] ?? "") && said;
  });
  expect(problem).toEqual([
    "ROUTER_REFUSED",
    `The router at ${at()} refused the name or the password of its user "mikro-dash".`,
  ]);
  await command("/user/set", "=.id=mikro-dash", "=password=mikro-dash");
});

describe("given a permission that was taken away", () => {
  const policy = (text: string) => command("/user/group/set", "=.id=full", `=policy=${text}`);
  const NEEDS = "The router's user may not do this: give its group the policies read, write and api.";

  test("when a voucher is extended or made, then it says which are needed", async () => {
    await policy("api,read");
    expect(await problemOf(extend())).toEqual(["ROUTER_REFUSED", NEEDS]);
    expect(await problemOf(make())).toEqual(["ROUTER_REFUSED", NEEDS]);
    await policy("api,read,write,sensitive");
  });
});

test("given a profile that was deleted, when vouchers are made, then it says so", async () => {
  await command("/ip/hotspot/user/profile/remove", "=.id=1GB");
  expect(await problemOf(make())).toEqual(["ROUTER_REFUSED", "The router does not have this profile."]);
  await command("/ip/hotspot/user/profile/add", "=name=1GB");
});

test("given a full flash, and then a name that is taken, when vouchers are made, then each is said of each", async () => {
  const id = "0195b000-0000-7000-8000-00000000f1a5";
  simulator.faults.add({ kind: "delay", ms: 0, on: "/ip/hotspot/user/add" });
  simulator.faults.add({ kind: "full-flash", times: null });
  const full = "The router's memory is full, so it keeps nothing new: remove files or old vouchers from it.";
  const half = await make({ id });
  expect(half.created).toHaveLength(1);
  expect(half.failed.map((one) => one.reason)).toEqual([full, full]);
  expect(await problemOf(extend())).toEqual(["ROUTER_REFUSED", full]);

  simulator.faults.clear();
  const taken = half.failed[0]?.code ?? "";
  await command("/ip/hotspot/user/add", `=name=${taken}`, "=comment=cousin of the owner");
  const rest = await make({ id });
  expect(rest.created).toHaveLength(2);
  expect(rest.failed).toEqual([{ code: taken, reason: `The router has another user named ${taken}.` }]);
  const sentence = `The router has another user named ${taken}.`;
  await waitFor("the log to say so", () => api.process.output().includes(sentence));
});

test("given what is not there any more, when it is changed, then 404 with a sentence", async () => {
  const gone = ["NOT_FOUND", "It is not on the router any more."];
  const { call } = api.client;
  expect(await problemOf(call("updateVoucher", { params: { id: "*FFFF" }, body: {} }))).toEqual(gone);
  expect(
    await problemOf(call("updateWifiNetwork", { params: { id: "*99" }, body: { enabled: true } })),
  ).toEqual(gone);
  const nobody = { params: { id: "nobody@AA:BB:CC:DD:EE:FF" }, body: {} };
  expect(await problemOf(call("disconnectWifiSession", nobody))).toEqual(gone);
});

test("given a shop's day, when it is all asked for over the API, then the router does it and the lists show it at once", async () => {
  const { call } = api.client;
  const mac = "A4:83:E7:00:00:09";
  await control("/login", { code: "V00002", mac });
  const live = await waitFor("the session", async () => (await call("listWifiSessions", {})).items[0]);
  expect(await call("disconnectWifiSession", { params: { id: live.id }, body: {} })).toEqual({
    ...{ id: `V00002@${mac}`, disconnected: true },
  });
  expect((await call("listWifiSessions", {})).items).toEqual([]);

  const network = { params: { id: "*1" }, body: { ssid: "قهوة", password: "tea-and-coffee", enabled: true } };
  expect(await call("updateWifiNetwork", network)).toMatchObject({ id: "*1", ssid: "قهوة" });
  expect((await call("listWifiNetworks", {})).items[0]?.ssid).toBe("قهوة");

  expect(await call("updateVoucher", { params: { id: "*3" }, body: { disabled: true } })).toMatchObject({
    ...{ code: "V00003", disabled: true },
  });
  await call("markPrinted", { body: { codes: ["V00003"] } });
  const shown = async () => (await call("listVouchers", { query: { q: "V0000" } })).items;
  expect(
    (await shown()).map(({ code, disabled, printedAt }) => [code, disabled, printedAt !== null]),
  ).toEqual([
    ["V00001", false, false],
    ["V00002", false, false],
    ["V00003", true, true],
  ]);
  expect(await call("deleteVouchers", { body: { ids: ["*3", "V00002"] } })).toEqual({
    deleted: [
      { id: "*2", code: "V00002" },
      { id: "*3", code: "V00003" },
    ],
    failed: [],
  });
  expect((await shown()).map(({ code }) => code)).toEqual(["V00001"]);
  const { items } = await call("listActivity", { query: { limit: 5 } });
  expect(items.map((line) => line.verb)).toEqual(
    expect.arrayContaining(["voucher.delete", "voucher.print", "voucher.update", "network.update"]),
  );
});
