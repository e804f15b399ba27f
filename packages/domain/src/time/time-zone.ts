import { DAY_MS, type EpochMs, epochMs } from "./epoch-ms.ts";

const formats = new Map<string, Intl.DateTimeFormat>(); // making one costs 50 times what using it does

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const digits = "2-digit";
    format = new Intl.DateTimeFormat("en-US-u-ca-iso8601-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** True for a zone that this machine's database knows (`Africa/Cairo`). */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/**
 * What the wall clock of a zone shows at an instant, as ms of that reading taken as if it were UTC.
 * @throws RangeError on an unknown time zone
 */
export function civilAt(at: EpochMs, timeZone: string): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) shown[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  const millisecond = ((at % 1_000) + 1_000) % 1_000;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

/**
 * The first instant at which the wall clock of a zone shows `civil` (as `civilAt` gives it); when it jumps over that
 * reading, the first instant after the gap.
 */
export function firstInstantShowing(civil: number, timeZone: string): EpochMs {
  const offsetAt = (at: number) => civilAt(epochMs(at), timeZone) - at;
  const before = offsetAt(civil - DAY_MS);
  const after = offsetAt(civil + DAY_MS);
  const early = civil - Math.max(before, after);
  const late = civil - Math.min(before, after);
  for (const at of [early, late]) if (civilAt(epochMs(at), timeZone) === civil) return epochMs(at);
  let [low, high] = [early, late]; // the gap's end: low shows less than `civil`, high shows more
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (civilAt(epochMs(middle), timeZone) < civil) low = middle;
    else high = middle;
  }
  return epochMs(high);
}
