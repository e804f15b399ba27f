import { expect, test } from "vitest";
import { backOffMs } from "./back-off.ts";
import { PrimaryRefused } from "./primary.ts";

const down = new TypeError("fetch failed");
const most = () => 1;

test("given a link that is down, when attempts fail, then the wait grows to 2 s and no further", () => {
  expect([1, 2, 3, 4, 50].map((n) => backOffMs(n, down, most))).toEqual([250, 500, 1_000, 2_000, 2_000]);
});

test("given chance, when many shops wait, then between half and all of it", () => {
  expect(backOffMs(4, down, () => 0)).toBe(1_000);
});

test("given a server that refuses, when it names a time, then that is respected; else 30 s is the most", () => {
  expect(backOffMs(1, new PrimaryRefused(429, 60_000, ""), most)).toBe(60_000);
  expect(backOffMs(50, new PrimaryRefused(401, undefined, ""), most)).toBe(30_000);
});
