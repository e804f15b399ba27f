import { expect, test } from "vitest";
import { DAY, filled, HOUR, MINUTE, MONTH, pasted, stepped, typed, YEAR } from "./number-parts.ts";

test("given digits of either script, when typed, then they are Latin, and the part knows when it is full", () => {
  expect(typed("2", HOUR)).toEqual({ value: "2", full: false });
  expect(typed("٢١", HOUR)).toEqual({ value: "21", full: true });
  expect(typed("3", HOUR)).toEqual({ value: "3", full: true });
  expect(typed("6", MINUTE)).toEqual({ value: "6", full: true });
  expect(typed("202", YEAR)).toEqual({ value: "202", full: false });
  expect(typed("a", DAY)).toEqual({ value: "", full: false });
});

test("given a full part, when a digit more is typed, then the last digits count", () => {
  expect(typed("215", HOUR).value).toBe("15");
});

test("given an arrow key, when pressed, then the number goes round at its ends", () => {
  expect([stepped("23", 1, HOUR), stepped("00", -1, HOUR), stepped("9", 1, HOUR)]).toEqual([
    "00",
    "23",
    "10",
  ]);
  expect([stepped("", 1, MONTH), stepped("", -1, MONTH)]).toEqual(["01", "12"]);
});

test("given one digit, when the part is left, then it has two; nothing stays nothing", () => {
  expect([filled("9", HOUR), filled("", HOUR)]).toEqual(["09", ""]);
});

test("given a whole time or date, when pasted, then every part has its own", () => {
  expect(pasted("9:05", [HOUR, MINUTE])).toEqual(["09", "05"]);
  expect(pasted("٢٢/١١/٢٠٢٦", [DAY, MONTH, YEAR])).toEqual(["22", "11", "2026"]);
  expect(pasted("21", [HOUR, MINUTE])).toBeNull();
});
