import { expect, test } from "vitest";
import { readAddress } from "./station-form.tsx";

test.each([
  ["", null],
  ["  ", null],
  ["00:d9:d1:10:20:01", "00:D9:D1:10:20:01"],
  ["00-D9-D1-10-20-01", "00:D9:D1:10:20:01"],
  ["00d9.d110.2001", "00:D9:D1:10:20:01"],
  ["00:D9:D1:10:20", undefined],
  ["00:D9:D1:10:20:0G", undefined],
  ["00:D9:D1:10:20:01:02", undefined],
])("given %j as a network address, when read, then it is %j", (text, address) => {
  expect(readAddress(text)).toBe(address);
});
