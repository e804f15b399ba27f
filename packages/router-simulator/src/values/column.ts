import type { ByteString } from "../wire/byte-string.ts";
import { formatDuration, parseDuration } from "./duration.ts";

export type ColumnType = "text" | "boolean" | "duration" | "bytes" | "integer";

export interface Column {
  readonly type: ColumnType;
  /** Kept by the router itself: a client may not write it. */
  readonly readOnly?: boolean;
  /** Shown when nothing was set; a column without one is left out of the reply. */
  readonly byDefault?: ByteString;
  /** `sensitive`: seen only by groups with that policy. `hidden`: never printed. */
  readonly secret?: "sensitive" | "hidden";
}

const SUFFIX: Record<string, number> = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/**
 * The value as the router would store and print it (`24h` becomes `1d`, `yes` becomes `true`, `1G` its bytes);
 * `""` means unset; undefined means the router refuses it.
 */
export function storedValue(column: Column, value: ByteString): ByteString | undefined {
  if (column.type === "text" || value === "") return value;
  if (column.type === "boolean") return booleanValue(value);
  if (column.type === "duration") {
    const seconds = parseDuration(value);
    return seconds === undefined ? undefined : seconds === 0 ? "" : formatDuration(seconds);
  }
  if (column.type === "integer") return /^\d+$/.test(value) ? value : undefined;
  const match = /^(\d+)([kmgt]?)$/i.exec(value);
  if (!match) return undefined;
  const bytes = Number(match[1]) * (SUFFIX[(match[2] ?? "").toLowerCase()] ?? 1);
  return bytes === 0 ? "" : String(bytes);
}

export function booleanValue(value: ByteString): ByteString | undefined {
  if (value === "yes" || value === "true") return "true";
  if (value === "no" || value === "false") return "false";
  return undefined;
}
