import { describe, expect, test } from "vitest";
import { createFormat } from "./format.ts";

const english = createFormat("en", "latn", "Africa/Cairo");
const arabic = createFormat("ar", "arab", "Africa/Cairo");

describe("money", () => {
  test("given whole pounds, when shown, then there are no piasters", () => {
    expect(english.money(3500)).toBe("35");
    expect(english.price(123_400)).toBe("EGP 1,234");
  });
  test("given piasters, when shown, then there are two digits of them", () => {
    expect(english.money(3550)).toBe("35.50");
    expect(english.money(5)).toBe("0.05");
  });
  test("given Arabic-Indic digits, when shown, then digits and separators are Arabic", () => {
    expect(arabic.money(123_450)).toBe("١٬٢٣٤٫٥٠");
    expect(arabic.price(3500)).toBe("٣٥ ج");
  });
  test("given Arabic with Latin digits, when shown, then no Arabic-Indic digit appears", () => {
    expect(createFormat("ar", "latn").price(123_450)).toBe("1,234.50 ج");
  });
});

describe("time", () => {
  test("given a business date, when shown, then it is that day, whatever the zone", () => {
    expect(createFormat("en", "latn", "America/Los_Angeles").businessDay("2026-11-22")).toMatch(
      /^Sunday.*22/,
    );
    expect(arabic.businessDay("2026-11-22")).toContain("٢٢");
  });
  test("given less than an hour, when shown as a stopwatch, then there are no hours", () => {
    expect(english.stopwatch(59_999)).toBe("00:59");
    expect(english.stopwatch(3_599_000)).toBe("59:59");
  });
  test("given an hour and more, when shown as a stopwatch, then hours lead", () => {
    expect(english.stopwatch(3_600_000)).toBe("1:00:00");
    expect(arabic.stopwatch(36_065_000)).toBe("١٠:٠١:٠٥");
  });
  test("given a clock that went back, when shown as a stopwatch, then it is zero", () => {
    expect(english.stopwatch(-5000)).toBe("00:00");
  });
  test("given ages, when shown, then the unit fits", () => {
    expect([4_000, 720_000, 7_500_000, 200_000_000].map(english.span)).toEqual([
      "4 s",
      "12 min",
      "2 h 05",
      "2 d",
    ]);
  });
  test("given whole hours, when shown, then there are no minutes", () => {
    expect([3_600_000, 86_400_000].map(english.span)).toEqual(["1 h", "24 h"]);
  });
  test("given an instant, when shown, then it is the shop's wall clock in 24 hours", () => {
    expect(english.time(Date.UTC(2026, 10, 22, 19, 43))).toBe("21:43");
    expect(arabic.time(Date.UTC(2026, 10, 22, 19, 43))).toBe("٢١:٤٣");
  });
});

test("given an instant whose day is in question, when shown, then with weekday and year, in the shop's zone", () => {
  const midnight = Date.UTC(2026, 10, 22, 22, 5);
  expect(english.fullTime(midnight)).toBe("Monday, 23 Nov 2026, 00:05");
  expect(createFormat("ar", "latn", "Africa/Cairo").fullTime(midnight)).toContain("2026");
  expect(arabic.wallDate(midnight)).toEqual(["23", "11", "2026"]);
});

test("given an instant of today or of before, when shown beside now, then the day is said only where it is not plain", () => {
  const now = Date.UTC(2026, 10, 22, 19, 43);
  expect(english.recentTime(now - 3_600_000, now)).toBe("20:43");
  expect(english.recentTime(now - 86_400_000, now)).toBe("21 Nov, 21:43");
});

test("given bytes, when shown, then the unit fits", () => {
  expect([0, 900, 524_288, 1_610_612_736].map(english.bytes)).toEqual(["0 B", "900 B", "512 KB", "1.5 GB"]);
  expect(arabic.bytes(1_610_612_736)).toBe("١٫٥ جيجا");
});

describe("the shop's wall clock", () => {
  const at = Date.UTC(2026, 10, 22, 19, 43, 20); // 21:43:20 in Cairo
  test("given an instant, when put into a time field, then it is Latin digits of the shop's zone", () => {
    expect(arabic.wallTime(at)).toBe("21:43");
  });
  test("given a time of today or of yesterday, when read, then it is the last time that the clock showed it", () => {
    expect(arabic.lastInstantAt("21:40", at)).toBe(Date.UTC(2026, 10, 22, 19, 40));
    expect(arabic.lastInstantAt("23:00", at)).toBe(Date.UTC(2026, 10, 21, 21, 0));
    expect(arabic.lastInstantAt("21:43", at)).toBe(Date.UTC(2026, 10, 22, 19, 43));
  });
  test("given a change of summer time in between, when read, then it is still that wall time", () => {
    const morning = Date.UTC(2026, 9, 30, 4, 0); // 06:00 in Cairo; clocks went back at midnight
    const read = english.lastInstantAt("22:00", morning);
    expect(read).toBe(Date.UTC(2026, 9, 29, 19, 0));
  });
  test("given no time, when read, then there is none", () => {
    expect([english.lastInstantAt("", at), english.lastInstantAt("25:00", at)]).toEqual([null, null]);
  });
});

test("given Arabic-Indic digits in an English line, when numbers stand beside each other, then each is set apart", () => {
  const mixed = createFormat("en", "arab", "Africa/Cairo");
  expect(mixed.price(4_000)).toBe("\u2066EGP ٤٠\u2069");
  expect(mixed.span(90_000)).toBe("\u2066١ min\u2069");
  expect(arabic.price(4_000)).toBe("٤٠ ج");
});
