import type { Brand } from "../brand.ts";
import { DAY_MS, type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from "./epoch-ms.ts";
import { civilAt, firstInstantShowing } from "./time-zone.ts";

/** A calendar date `YYYY-MM-DD`, as the café counts its days. */
export type BusinessDate = Brand<string, "BusinessDate">;

/** When a day of business begins: settings `timeZone` (IANA) and `dayStartsAt` (wall-clock `HH:MM`). */
export interface BusinessCalendar {
  readonly timeZone: string;
  readonly dayStartsAt: string;
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const MOST_STARTS = 2_000;
const starts = new Map<string, EpochMs>(); // a year of closings has the same 365 starts
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** `YYYY-MM-DD` of a day that exists, else null. */
export function parseBusinessDate(text: string): BusinessDate | null {
  if (!DATE.test(text)) return null;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && dateOf(midnight) === text ? (text as BusinessDate) : null;
}

/** True for a wall-clock time `HH:MM`, 00:00 … 23:59. */
export function isTimeOfDay(text: string): boolean {
  return TIME.test(text);
}

/**
 * The business day of an instant: the date of the last `dayStartsAt` at or before it. @see docs/billing.md
 * @throws RangeError on an unknown time zone or a `dayStartsAt` that is no wall-clock time
 */
export function businessDay(at: EpochMs, calendar: BusinessCalendar): BusinessDate {
  const tomorrow = dateOf(civilAt(at, calendar.timeZone) + DAY_MS) as BusinessDate;
  let date = tomorrow; // a clock set back over midnight makes yesterday's date come twice
  while (businessDayStart(date, calendar) > at) date = addDays(date, -1);
  return date;
}

/** The first instant of a business day; where the clock jumps over `dayStartsAt`, the first instant after the gap. */
export function businessDayStart(date: BusinessDate, { timeZone, dayStartsAt }: BusinessCalendar): EpochMs {
  const key = `${date} ${dayStartsAt} ${timeZone}`;
  let start = starts.get(key);
  if (start === undefined) {
    start = firstInstantShowing(Date.parse(`${date}T00:00:00Z`) + timeOfDayMs(dayStartsAt), timeZone);
    if (starts.size >= MOST_STARTS) starts.clear();
    starts.set(key, start);
  }
  return start;
}

/** `date` plus whole calendar days. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return dateOf(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS) as BusinessDate;
}

/** A piece of time that lies within one business day, `from` inclusive, `to` exclusive. */
export interface DayPart {
  readonly date: BusinessDate;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Cuts `from … to` at the boundaries of business days: played minutes are booked on the day they were played. */
export function splitByBusinessDay(
  from: EpochMs,
  to: EpochMs,
  calendar: BusinessCalendar,
): readonly DayPart[] {
  const parts: DayPart[] = [];
  let date = businessDay(from, calendar);
  for (let start = from; start < to; ) {
    const next = addDays(date, 1);
    const end = epochMs(Math.min(businessDayStart(next, calendar), to));
    if (end > start) parts.push({ date, from: start, to: end });
    start = end;
    date = next;
  }
  return parts;
}

function dateOf(civil: number): string {
  return new Date(civil).toISOString().slice(0, 10);
}

function timeOfDayMs(text: string): number {
  const match = TIME.exec(text);
  if (match === null) throw new RangeError(`not a wall-clock time HH:MM: ${text}`);
  return Number(match[1]) * HOUR_MS + Number(match[2]) * MINUTE_MS;
}
