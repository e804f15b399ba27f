import { latinNumber } from "../i18n/parse-amount.ts";

/** One number of a time or a date: two digits of an hour, four of a year. */
export type NumberPart = { readonly min: number; readonly max: number; readonly digits: number };

export const HOUR: NumberPart = { min: 0, max: 23, digits: 2 };
export const MINUTE: NumberPart = { min: 0, max: 59, digits: 2 };
export const DAY: NumberPart = { min: 1, max: 31, digits: 2 };
export const MONTH: NumberPart = { min: 1, max: 12, digits: 2 };
export const YEAR: NumberPart = { min: 2000, max: 2099, digits: 4 };

/** What stands in a part after typing, in Latin digits; `full` = no further digit can follow, so the next part is next. */
export function typed(text: string, { max, digits }: NumberPart): { value: string; full: boolean } {
  const value = latinNumber(text).replace(/\D/g, "").slice(-digits);
  return { value, full: value.length === digits || Number(`${value}0`) > max };
}

/** One up or down, round at the ends; from nothing to the first or the last. */
export function stepped(value: string, by: 1 | -1, { min, max, digits }: NumberPart): string {
  const number = /^\d+$/.test(value) ? Number(value) + by : by === 1 ? min : max;
  const round = number > max ? min : number < min ? max : number;
  return String(round).padStart(digits, "0");
}

/** As it is shown when the part is left: `9` is `09`. */
export const filled = (value: string, { digits }: NumberPart): string =>
  value === "" ? "" : value.padStart(digits, "0");

/** All parts of a pasted `21:43` or `22/11/2026`; null when it is not so many numbers. */
export function pasted(text: string, parts: readonly NumberPart[]): readonly string[] | null {
  const numbers = text.split(/[^\d٠-٩۰-۹]+/).filter(Boolean);
  if (parts.length < 2 || numbers.length !== parts.length) return null;
  return parts.map((part, i) => filled(typed(numbers[i] ?? "", part).value, part));
}
