import * as z from "zod";
import { billingPolicy } from "./bill.ts";
import { sessionId, stationId } from "./ids.ts";
import { closing, session } from "./session.ts";
import { instant, listOf, rate, stamp, sum } from "./units.ts";

const stationFields = {
  id: stationId,
  name: z.string(),
  nameAr: z.string(),
  macAddress: z.string().nullable(),
  hourlyRate: rate,
  /** null = the single rate. */
  hourlyRateMulti: rate.nullable(),
  sortOrder: z.int(),
  outOfOrder: z.boolean(),
} as const;

export const station = z.object({ ...stationFields, updatedAt: stamp }).meta({ id: "Station" });

/** The last bill of a station: it stays visible for a while after the customer left. */
const lastClosing = closing.extend({ sessionId, paid: sum }).meta({ id: "LastClosing" });

export const boardStation = z
  .object({
    ...stationFields,
    /** A deleted station stays on the board while a session runs on it. */
    deleted: z.boolean(),
    session: session.nullable(),
    lastClosing: lastClosing.nullable(),
  })
  .meta({ id: "BoardStation" });

export const board = z
  .object({ serverTime: instant, policy: billingPolicy, stations: listOf(boardStation) })
  .meta({ id: "Board" });

export type BoardStation = z.infer<typeof boardStation>;
export type Board = z.infer<typeof board>;
