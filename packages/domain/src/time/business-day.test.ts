import { describe, expect, test } from "vitest";
import {
  addDays,
  type BusinessDate,
  businessDay,
  businessDayStart,
  isTimeOfDay,
  parseBusinessDate,
  splitByBusinessDay,
} from "./business-day.ts";
import { epochMs, HOUR_MS } from "./epoch-ms.ts";
import { isTimeZone } from "./time-zone.ts";

const date = (text: string) => text as BusinessDate;
const instant = (iso: string) => epochMs(Date.parse(iso));
const cairo = (dayStartsAt: string) => ({ timeZone: "Africa/Cairo", dayStartsAt });

describe("given a clock that changes", () => {
  test("when it jumps over the start of the day, then the day begins with the first instant after the gap", () => {
    // Cairo, 24 April 2026: 00:00 becomes 01:00
    expect(businessDayStart(date("2026-04-24"), cairo("00:00"))).toBe(instant("2026-04-23T22:00:00Z"));
    expect(businessDayStart(date("2026-04-24"), cairo("00:30"))).toBe(instant("2026-04-23T22:00:00Z"));
    expect(businessDayStart(date("2026-04-24"), cairo("01:00"))).toBe(instant("2026-04-23T22:00:00Z"));
  });

  test("when a day loses or gains an hour, then it has 23 or 25", () => {
    const hours = (day: string, calendar: { timeZone: string; dayStartsAt: string }) =>
      (businessDayStart(addDays(date(day), 1), calendar) - businessDayStart(date(day), calendar)) / HOUR_MS;
    expect(hours("2026-04-23", cairo("10:00"))).toBe(23);
    expect(hours("2026-04-24", cairo("10:00"))).toBe(24);
    expect(hours("2026-10-29", cairo("10:00"))).toBe(25);
    expect(hours("2026-03-28", { timeZone: "Europe/Berlin", dayStartsAt: "10:00" })).toBe(23);
  });

  test("when the start of the day is shown twice, then the day begins with the first", () => {
    // Cairo, 29 October 2026: 23:00 … 24:00 comes twice
    expect(businessDayStart(date("2026-10-29"), cairo("23:30"))).toBe(instant("2026-10-29T20:30:00Z"));
    expect(businessDay(instant("2026-10-29T21:10:00Z"), cairo("23:30"))).toBe("2026-10-29");
  });

  test("when a whole date is skipped, then the instant after belongs to the later day", () => {
    const apia = { timeZone: "Pacific/Apia", dayStartsAt: "00:00" }; // no 30 December 2011
    expect(businessDay(instant("2011-12-30T09:59:59Z"), apia)).toBe("2011-12-29");
    expect(businessDay(instant("2011-12-30T10:00:00Z"), apia)).toBe("2011-12-31");
  });

  test("when the clock goes back over midnight, then the new day has begun all the same", () => {
    const stJohns = { timeZone: "America/St_Johns", dayStartsAt: "00:00" }; // 2010-11-07 00:01 → 23:01
    expect(businessDay(instant("2010-11-07T02:30:30Z"), stJohns)).toBe("2010-11-07");
    expect(businessDay(instant("2010-11-07T02:40:00Z"), stJohns)).toBe("2010-11-07");
  });

  test("every instant of two years lies between its day's start and the next day's", () => {
    for (const calendar of [
      cairo("10:00"),
      cairo("00:00"),
      { timeZone: "Asia/Kathmandu", dayStartsAt: "05:45" },
    ]) {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += 7 * HOUR_MS + 1_234_567) {
        const day = businessDay(epochMs(at), calendar);
        expect(businessDayStart(day, calendar)).toBeLessThanOrEqual(at);
        expect(businessDayStart(addDays(day, 1), calendar)).toBeGreaterThan(at);
      }
    }
  });
});

describe("given play over a boundary", () => {
  test("when it is split, then each part lies in its day and nothing is lost", () => {
    const parts = splitByBusinessDay(
      instant("2026-11-20T20:00:00Z"),
      instant("2026-11-22T08:30:00Z"),
      cairo("10:00"),
    );
    expect(parts).toEqual([
      { date: "2026-11-20", from: instant("2026-11-20T20:00:00Z"), to: instant("2026-11-21T08:00:00Z") },
      { date: "2026-11-21", from: instant("2026-11-21T08:00:00Z"), to: instant("2026-11-22T08:00:00Z") },
      { date: "2026-11-22", from: instant("2026-11-22T08:00:00Z"), to: instant("2026-11-22T08:30:00Z") },
    ]);
  });

  test("when nothing was played, then there is no part", () => {
    const noon = instant("2026-11-20T12:00:00Z");
    expect(splitByBusinessDay(noon, noon, cairo("10:00"))).toEqual([]);
  });
});

test("given texts from outside, only real dates, times and zones pass", () => {
  expect(parseBusinessDate("2028-02-29")).toBe("2028-02-29");
  expect(parseBusinessDate("2026-02-29")).toBeNull();
  expect(parseBusinessDate("2026-2-9")).toBeNull();
  expect([isTimeOfDay("00:00"), isTimeOfDay("23:59"), isTimeOfDay("24:00"), isTimeOfDay("9:00")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([isTimeZone("Africa/Cairo"), isTimeZone("Africa/Nowhere")]).toEqual([true, false]);
});
