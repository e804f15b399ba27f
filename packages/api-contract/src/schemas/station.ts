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

/** The last bill of a station: it stays visible for half an hour after it was closed, and as long as money is owed. */
const lastClosing = closing.extend({ sessionId, paid: sum }).meta({ id: "LastClosing" });

/** A bill that is not paid, of any age; its station may be deleted by now. */
const unpaidBill = lastClosing
  .extend({ station: z.object({ name: z.string(), nameAr: z.string() }) })
  .meta({ id: "UnpaidBill" });

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
  .object({
    serverTime: instant,
    policy: billingPolicy,
    stations: listOf(boardStation),
    /** The newest first. */
    unpaid: listOf(unpaidBill),
  })
  .meta({ id: "Board" });

/** What the router tells of the console of a station. */
export const consoles = z
  .object({
    items: listOf(
      z
        .object({
          stationId,
          /** unknown: the station has no address, or nobody has looked for a while. */
          state: z.enum(["online", "offline", "unknown"]),
          /** The look that says so. */
          asOf: instant.nullable(),
          /** The last seven business days, the newest first; null where nobody looks (a phone). */
          days: listOf(
            z
              .object({
                date: z.string(),
                onlineMinutes: z.int(),
                /** Of these, without a session. */
                idleMinutes: z.int(),
              })
              .meta({ id: "ConsoleDay" }),
          ).nullable(),
        })
        .meta({ id: "Console" }),
    ),
  })
  .meta({ id: "Consoles" });

/** Whether the console of a station reaches the internet, as the router's firewall has it. */
export const stationInternet = z
  .object({
    stationId,
    /** unknown: the station has no address, or the router was not asked for a while. */
    state: z.enum(["on", "off", "unknown"]),
    /** The look that says so. */
    asOf: instant.nullable(),
    /** Why it cannot be cut off: no-address = the station has none; not-seen = the router gave the console none. */
    obstacle: z.enum(["no-address", "not-seen"]).nullable(),
  })
  .meta({ id: "StationInternet" });

export type StationInternet = z.infer<typeof stationInternet>;
export type BoardStation = z.infer<typeof boardStation>;
export type Board = z.infer<typeof board>;
export type UnpaidBill = z.infer<typeof unpaidBill>;
