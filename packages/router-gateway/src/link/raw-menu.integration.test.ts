import { type Simulator, startSimulator } from "@mikro-dash/router-simulator/simulator";
import { RouterOSAPI } from "node-routeros";
import { RosApiCommands } from "routeros-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RawMenu } from "./raw-menu.ts";

/** What the other library, `routeros-client`, does by itself, and what is kept from it: each test begins with the defect. */

let simulator: Simulator;
let api: RouterOSAPI;

beforeEach(async () => {
  simulator = await startSimulator({ version: "7.20" });
  const account = { user: "mikro-dash", password: "mikro-dash", timeout: 30 };
  api = new RouterOSAPI({ host: "127.0.0.1", port: simulator.port, ...account });
  api.on("error", () => undefined);
  await api.connect();
});
afterEach(async () => {
  api.destroy();
  await simulator.stop();
});

const USERS = "/ip/hotspot/user";

test("given the voucher 00123 and version 7.20, when read, then they are texts, not numbers", async () => {
  simulator.router.tables.hotspotUsers.add({ name: "00123", "limit-uptime": "1d" });
  const theirs = new RosApiCommands(api, USERS, false).where("name", "00123").get();
  expect(await theirs).toMatchObject([{ name: 123, limitUptime: "1d" }]);
  expect(await new RawMenu(api, USERS).print(["name", "limit-uptime"], ["name=00123"])).toEqual([
    { name: "00123", "limit-uptime": "1d" },
  ]);
  simulator.router.tables.identity.put("*1", { name: "7.20" });
  expect(await new RosApiCommands(api, "/system/identity", false).get()).toMatchObject([{ name: 7.2 }]);
  expect(await new RawMenu(api, "/system/identity").print(["name"])).toEqual([{ name: "7.20" }]);
});

test("given a long list, when it is taken row by row, then only what is made of each row is kept", async () => {
  for (const name of ["00123", "B", "C"]) simulator.router.tables.hotspotUsers.add({ name });
  const menu = new RawMenu(api, USERS);
  const taken = menu.printTaking(["name", "uptime"], (row) => (row.name === "B" ? undefined : row.name));
  expect(await taken).toEqual(expect.arrayContaining(["00123", "C"]));
  expect(await taken).not.toContain("B");
  expect(await taken).toHaveLength((await menu.count()) - 1);
});

test("given nothing that matches, when removed, then no bare remove is sent", async () => {
  await expect(new RosApiCommands(api, USERS, false).where("name", "nobody").remove()).rejects.toThrow();
  expect(simulator.log.last().at(-1)).toMatchObject({ command: `${USERS}/remove`, words: [] });
  const before = simulator.log.last().length;
  for (const id of ["", "*", "*1,*2", "V00001"]) {
    await expect(new RawMenu(api, USERS).remove(id)).rejects.toThrow("is not the id of one row");
    await expect(new RawMenu(api, USERS).set(id, { comment: "x" })).rejects.toThrow(
      "is not the id of one row",
    );
    await expect(new RawMenu(api, USERS).resetCounters(id)).rejects.toThrow("is not the id of one row");
  }
  expect(simulator.log.last()).toHaveLength(before);
});
