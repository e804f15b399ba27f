import { latinNumber } from "../../i18n/parse-amount.ts";

export const GIGABYTE = 1024 ** 3;
export const HOUR_SECONDS = 3600;

/** Gigabytes or hours as typed, in bytes or seconds; null = left empty, undefined = no such number. */
export function readLimit(text: string, unit: number): number | null | undefined {
  if (text.trim() === "") return null;
  const latin = latinNumber(text);
  const units = /^\d{1,6}(\.\d{1,3})?$/.test(latin) ? Math.round(Number(latin) * unit) : 0;
  return units > 0 ? units : undefined;
}
