import { type Digits, type Locale, tagOf } from "./locale.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩";

/** The shop's wall clock as a time field reads and writes it: `21:43`, always in Latin digits. */
function wallClock(zone: Intl.DateTimeFormatOptions) {
  const latin = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zone,
  });
  const wallTime = (at: number): string => latin.format(at);
  const date = new Intl.DateTimeFormat("en-GB", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    ...zone,
  });
  /** Day, month and year, in Latin digits. */
  const wallDate = (at: number): readonly string[] => date.format(at).split("/");
  const minuteOfDay = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

  /** The last instant, not after `latest`, at which the shop's clock showed `text`; null when that is no time. */
  const lastInstantAt = (text: string, latest: number): number | null => {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return null;
    const back = (from: number) => (minuteOfDay(wallTime(from)) - minuteOfDay(text) + 1440) % 1440;
    const minute = latest - (latest % MINUTE);
    const guess = minute - back(minute) * MINUTE;
    // Across a change of summer time the first guess is an hour off.
    const off = back(guess);
    return off === 0 ? guess : guess - (off > 720 ? off - 1440 : off) * MINUTE;
  };
  return { wallTime, wallDate, lastInstantAt };
}

/** Everything that turns a quantity into text; one instance for a locale, digits and time zone. */
export type Format = ReturnType<typeof createFormat>;

export function createFormat(locale: Locale, digits: Digits, timeZone?: string) {
  const tag = tagOf(locale, digits);
  const zone = timeZone === undefined ? {} : { timeZone };
  const whole = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
  const pounds = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const decimal = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const clockTime = new Intl.DateTimeFormat(tag, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...zone,
  });
  const dayAndTime = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  const dayTime = new Intl.DateTimeFormat(tag, { ...dayAndTime, hourCycle: "h23", ...zone });
  const fullTime = new Intl.DateTimeFormat(tag, {
    ...dayAndTime,
    ...{ weekday: "long", year: "numeric", hourCycle: "h23" },
    ...zone,
  });

  const bookDay = new Intl.DateTimeFormat(tag, {
    weekday: "long",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });

  /** ASCII digits of a composed text (`1:02:03`) in the chosen digits. */
  const inDigits = (text: string) =>
    digits === "arab" ? text.replace(/\d/g, (d) => ARABIC_INDIC[Number(d)] ?? d) : text;
  const two = (n: number) => String(n).padStart(2, "0");

  /** Piasters as pounds, without the currency; piasters are shown only when there are any. */
  const money = (piasters: number) => (piasters % 100 === 0 ? whole : pounds).format(piasters / 100);

  /** `1:02:03`, or `02:03` below an hour. Never negative. */
  const stopwatch = (ms: number) => {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const h = Math.floor(seconds / 3600);
    const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
    return inDigits(h > 0 ? `${h}:${rest}` : rest);
  };

  /** Short span for ages and lines: `40 s`, `12 min`, `2 h 05`. Rounded down. */
  const span = (ms: number) => {
    const unit =
      locale === "ar" ? { s: "ث", m: "د", h: "س", d: "يوم" } : { s: "s", m: "min", h: "h", d: "d" };
    const past = Math.max(0, ms);
    if (past < MINUTE) return `${inDigits(String(Math.floor(past / 1000)))} ${unit.s}`;
    if (past < HOUR) return `${inDigits(String(Math.floor(past / MINUTE)))} ${unit.m}`;
    if (past >= 48 * HOUR) return `${inDigits(String(Math.floor(past / (24 * HOUR))))} ${unit.d}`;
    const h = Math.floor(past / HOUR);
    const m = Math.floor((past % HOUR) / MINUTE);
    return inDigits(m === 0 ? `${h} ${unit.h}` : `${h} ${unit.h} ${two(m)}`);
  };

  /** `512 KB`, `1.5 جيجا` (powers of 1024). Arabic words, so that nothing turns round in an Arabic line. */
  const bytes = (n: number) => {
    const units = locale === "ar" ? ["بايت", "كيلو", "ميجا", "جيجا", "تيرا"] : ["B", "KB", "MB", "GB", "TB"];
    const step = n < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(n) / 10));
    return `${decimal.format(n / 1024 ** step)} ${units[step]}`;
  };

  /** Two Arabic-Indic numbers change places around a dot in an English line, unless each is set apart. */
  const apart =
    <Given extends readonly unknown[]>(say: (...given: Given) => string) =>
    (...given: Given) =>
      locale === "en" && digits === "arab" ? `\u2066${say(...given)}\u2069` : say(...given);

  return {
    locale,
    money: apart(money),
    /** With piasters always, for columns that add up. */
    exactMoney: apart((piasters: number) => pounds.format(piasters / 100)),
    currency: locale === "ar" ? "ج" : "EGP",
    /** Money with its currency, for a sentence. */
    price: apart((piasters: number) => (locale === "ar" ? `${money(piasters)} ج` : `EGP ${money(piasters)}`)),
    count: apart((n: number) => whole.format(n)),
    decimal: apart((n: number) => decimal.format(n)),
    stopwatch: apart(stopwatch),
    span: apart(span),
    bytes: apart(bytes),
    time: apart((at: number) => clockTime.format(at)),
    dayTime: apart((at: number) => dayTime.format(at)),
    /** The time, and the day too when that is not plain from it: half a day away and more. */
    recentTime: apart((at: number, now: number) => (now - at < 12 * HOUR ? clockTime : dayTime).format(at)),
    /** With weekday and year, where the day itself is in question. */
    fullTime: apart((at: number) => fullTime.format(at)),
    /** A business date (`2026-11-22`) with its weekday; it is a day of the shop's books, in no zone. */
    businessDay: apart((date: string) => bookDay.format(Date.parse(date))),
    /** IANA name of the shop's zone; the device's while it is not known. */
    timeZone: clockTime.resolvedOptions().timeZone,
    inDigits,
    ...wallClock(zone),
  };
}
