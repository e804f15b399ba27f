import * as z from "zod";
import { billingPolicy } from "./bill.ts";
import { name } from "./units.ts";

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The known keys, and only these; secrets are never among them. */
export const settings = z
  .object({
    businessName: name,
    ...billingPolicy.shape,
    timeZone: z.string().max(64).refine(isTimeZone, "is not an IANA time zone"),
    /** Wall clock, `HH:MM`. */
    dayStartsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must look like 10:00"),
    language: z.enum(["ar", "en"]),
    digits: z.enum(["latn", "arab"]),
    /** A console that is switched on starts a session; one that is switched off pauses it. */
    consoleAutoStart: z.boolean(),
    consoleAutoPause: z.boolean(),
    /** It must have been on, or off, for this long. */
    consoleDebounceSeconds: z.int().min(10).max(600),
    /** After a session was ended nothing starts by itself for this long. */
    consoleCooldownMinutes: z.int().min(0).max(30),
  })
  .meta({ id: "Settings" });
