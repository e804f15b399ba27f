import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import * as z from "zod";
import { rowId } from "./ids.ts";
import { instant, LAST_INSTANT } from "./units.ts";

/** What every POST may carry: the id of the main row it makes, and when the button was pressed. */
export const command = {
  id: rowId.exactOptional(),
  at: instant.exactOptional(),
} as const;

export const commandBody = z.object(command);

/** Query strings are text: a whole number in bounds. */
const queryInteger = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(min).max(max));

export const queryInstant = queryInteger(0, LAST_INSTANT) as unknown as z.ZodType<EpochMs, string>;
export const limit = queryInteger(1, 200);
/** Opaque: the `nextCursor` of the page before. */
export const cursor = z.string().min(1).max(200);
