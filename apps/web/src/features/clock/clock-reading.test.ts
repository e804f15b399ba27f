import { expect, test } from "vitest";
import { instantOf } from "./clock-reading.ts";

const CAIRO = "Africa/Cairo";

test("given a date and a time as they were typed, when read, then it is the shop's wall clock", () => {
  const winter = instantOf({ date: ["22", "11", "2026"], time: "21:43" }, CAIRO);
  expect(winter).toBe(Date.UTC(2026, 10, 22, 19, 43));
  const summer = instantOf({ date: ["1", "7", "2026"], time: "09:05" }, CAIRO);
  expect(summer).toBe(Date.UTC(2026, 6, 1, 6, 5));
});

test("given a time that the clock jumps over, when read, then it is the first instant after the gap", () => {
  const gap = instantOf({ date: ["24", "04", "2026"], time: "00:30" }, CAIRO);
  expect(gap).toBe(Date.UTC(2026, 3, 23, 22, 0));
});

test("given something missing, or a day that there is not, when read, then it says which", () => {
  expect(instantOf({ date: ["22", "11", "2026"], time: "21:" }, CAIRO)).toBe("incomplete");
  expect(instantOf({ date: ["", "11", "2026"], time: "21:43" }, CAIRO)).toBe("incomplete");
  expect(instantOf({ date: ["22", "11", "202"], time: "21:43" }, CAIRO)).toBe("incomplete");
  expect(instantOf({ date: ["31", "02", "2026"], time: "21:43" }, CAIRO)).toBe("no-day");
});
