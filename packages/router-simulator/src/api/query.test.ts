import { expect, test } from "vitest";
import { matchesQuery } from "./query.ts";

const row = { ".id": "*1", name: "A", type: "ether", disabled: "false", mtu: "1500", uptime: "1d2h" };

test.each([
  [["name"], true],
  [["comment"], false],
  [["-comment"], true],
  [["-name"], false],
  [["name=A"], true],
  [["=name=A"], true],
  [["name=B"], false],
  [["disabled=no"], true],
  [["disabled=yes"], false],
  [[">mtu=900"], true],
  [["<mtu=900"], false],
  [[">uptime=23h"], true],
  [["<uptime=1d"], false],
  [["name=A", "type=vlan"], false],
  [["type=ether", "type=vlan", "#|"], true],
  [["type=wlan", "type=vlan", "#|"], false],
  [["type=wlan", "#!"], true],
  [["name=A", "type=ether", "#&"], true],
  [["name=A", "type=vlan", "#!&"], true],
  [["name=A", "type=vlan", "#|!"], false],
  [["name=B", "name=A", "#0"], true],
  [["name=B", "name=A", "#1"], false],
])("given a row, when queried by %j, then it matches: %s", (words, expected) => {
  expect(matchesQuery(row, words)).toBe(expected);
});
