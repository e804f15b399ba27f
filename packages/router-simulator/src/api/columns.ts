import type { Column } from "../values/column.ts";

export const text: Column = { type: "text" };
/** Shown with this value when nothing was set. */
export const shown = (byDefault: string, type: Column["type"] = "text"): Column => ({ type, byDefault });
/** Kept by the router itself. */
export const kept = (byDefault?: string, type: Column["type"] = "text"): Column =>
  byDefault === undefined ? { type, readOnly: true } : { type, readOnly: true, byDefault };
/** Seen only by groups with the policy `sensitive`. */
export const sensitive: Column = { type: "text", secret: "sensitive" };
