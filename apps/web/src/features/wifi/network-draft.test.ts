import { expect, test } from "vitest";
import { isPassword, isSsid, readNetwork } from "./network-draft.ts";

const network = { id: "*1", name: "wifi1", ssid: "Cafe", enabled: true, clients: 4 };
const read = (draft: object, of: Parameters<typeof readNetwork>[0] = network) =>
  readNetwork(of, { ssid: of.ssid ?? "", password: "", enabled: of.enabled, ...draft });

test("given a network, when nothing is typed, then there is nothing to change", () => {
  expect(read({})).toBeNull();
  expect(read({ ssid: " Cafe " })).toBeNull();
  expect(read({}, { ...network, ssid: null })).toBeNull();
});

test("given a network, when something is typed, then only that is changed", () => {
  expect(read({ ssid: "قهوة النجوم" })).toEqual({ ssid: "قهوة النجوم" });
  expect(read({ password: "tea and coffee" })).toEqual({ password: "tea and coffee" });
  expect(read({ enabled: false })).toEqual({ enabled: false });
});

test("given a name or a password that no network can have, when it is typed, then nothing is changed", () => {
  expect(read({ ssid: "" })).toBeNull();
  expect(read({ ssid: "ش".repeat(17), enabled: false })).toBeNull();
  expect(read({ password: "short" })).toBeNull();
  expect(read({ ssid: "Other", password: "شاي وقهوة وسكر" })).toBeNull();
  expect([isSsid("ش".repeat(16)), isSsid("x".repeat(33)), isSsid("  ")]).toEqual([true, false, false]);
  expect([isPassword("x".repeat(63)), isPassword("x".repeat(64))]).toEqual([true, false]);
});
