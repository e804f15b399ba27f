import { parseBusinessDate } from "@mikro-dash/domain/time/business-day";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { firstInstantShowing } from "@mikro-dash/domain/time/time-zone";

export type ClockReading = {
  /** Day, month and year as they were typed. */
  readonly date: readonly string[];
  /** `21:43` */
  readonly time: string;
};

/** The instant at which the shop's clock shows this; "incomplete" while something is missing, "no-day" on 31 February. */
export function instantOf({ date, time }: ClockReading, timeZone: string): EpochMs | "incomplete" | "no-day" {
  const [day = "", month = "", year = ""] = date;
  if (day === "" || month === "" || year.length < 4 || !/^\d{1,2}:\d{2}$/.test(time)) return "incomplete";
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (parseBusinessDate(iso) === null) return "no-day";
  return epochMs(firstInstantShowing(Date.parse(`${iso}T${time.padStart(5, "0")}:00Z`), timeZone));
}
