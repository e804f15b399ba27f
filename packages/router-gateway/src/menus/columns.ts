import { parseDuration } from "@mikro-dash/domain/voucher/duration";
import type { RawRow } from "../link/raw-menu.ts";

/** RouterOS leaves a column out when nothing was set. */
export const textOrNull = (row: RawRow, column: string): string | null => row[column] || null;

export const flag = (row: RawRow, column: string): boolean => row[column] === "true" || row[column] === "yes";

export const count = (row: RawRow, column: string): number => Number(row[column] ?? 0) || 0;

/** Whole seconds; 0 when the column is not there. */
export const seconds = (row: RawRow, column: string): number => {
  const text = row[column];
  return text === undefined ? 0 : (parseDuration(text) ?? 0);
};

/** A limit of 0 is no limit. */
export const limit = (value: number): number | null => (value > 0 ? value : null);
