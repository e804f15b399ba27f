import * as z from "zod";
import { amount, count, listOf, quantity, rate, roundingStep, sum } from "./units.ts";

/** One line that the customer could ask about; the lines add up to `payable`. */
const billLine = z
  .object({
    key: z.enum([
      "time.single",
      "time.multi",
      "time.topUp",
      "time.minimum",
      "order",
      "charge",
      "transferIn",
      "transferOut",
      "discount",
      "rounding",
    ]),
    name: z.string().exactOptional(),
    nameAr: z.string().exactOptional(),
    reason: z.string().exactOptional(),
    /** Of play, a fraction of a minute included. */
    minutes: z.number().exactOptional(),
    rate: rate.exactOptional(),
    quantity: quantity.exactOptional(),
    amount: sum,
  })
  .meta({ id: "BillLine" });

export const bill = z
  .object({
    playedMs: count,
    billedMinutes: z.number().min(0),
    time: sum,
    orders: sum,
    charges: sum,
    transfersIn: sum,
    transfersOut: sum,
    subtotal: sum,
    discount: amount,
    rounding: sum,
    payable: sum,
    lines: listOf(billLine),
  })
  .meta({ id: "Bill" });

export const billingPolicy = z
  .object({
    billingIncrementSeconds: z.int().min(1).max(3600),
    minimumCharge: amount,
    roundTo: roundingStep,
    limitAction: z.enum(["alert", "pause"]),
  })
  .meta({ id: "BillingPolicy" });

export type Bill = z.infer<typeof bill>;
