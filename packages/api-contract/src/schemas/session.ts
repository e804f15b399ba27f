import * as z from "zod";
import { bill, billingPolicy } from "./bill.ts";
import {
  batchId,
  chargeId,
  closingId,
  menuItemId,
  orderId,
  paymentId,
  segmentId,
  sessionId,
  stationId,
  transferId,
} from "./ids.ts";
import { review } from "./review.ts";
import { amount, count, instant, listOf, quantity, rate, stamp, sum, timerMinutes } from "./units.ts";

const segmentKind = z.enum(["single", "multi", "paused"]);
export const playMode = z.enum(["single", "multi"]);
export const paymentMethod = z.enum(["cash", "card", "wallet"]);

/** A stored segment; the pauses that a limit implies are derived from the policy, not listed. */
export const segment = z
  .object({
    id: segmentId,
    kind: segmentKind,
    stationId,
    hourlyRate: rate,
    startedAt: instant,
    /** Where the next one begins or the session ended; null while it lasts. */
    endedAt: instant.nullable(),
    /** Set by a freeze or a resume of everything. */
    batchId: batchId.nullable(),
  })
  .meta({ id: "Segment" });

export const order = z
  .object({
    id: orderId,
    menuItemId,
    name: z.string(),
    nameAr: z.string(),
    quantity,
    unitPrice: amount,
    orderedAt: instant,
    /** Kept and shown, but not billed. */
    voided: z.boolean(),
  })
  .meta({ id: "Order" });

export const charge = z
  .object({ id: chargeId, amount, reason: z.string(), chargedAt: instant, voided: z.boolean() })
  .meta({ id: "Charge" });

const transfer = z
  .object({
    id: transferId,
    fromSessionId: sessionId,
    toSessionId: sessionId,
    closingId,
    time: sum,
    orders: sum,
    charges: sum,
    transfers: sum,
    includeOrders: z.boolean(),
    transferredAt: instant,
    /** It or the closing it belongs to was voided. */
    voided: z.boolean(),
  })
  .meta({ id: "Transfer" });

export const closing = z
  .object({
    id: closingId,
    stationId,
    endedAt: instant,
    receiptNo: z.string(),
    playedMs: count,
    billedMinutes: z.number().min(0),
    time: sum,
    orders: sum,
    charges: sum,
    transfersIn: sum,
    transfersOut: sum,
    subtotal: sum,
    discount: amount,
    discountReason: z.string().nullable(),
    rounding: sum,
    payable: sum,
    policy: billingPolicy,
    closedBy: z.string().nullable(),
    closedAt: instant,
  })
  .meta({ id: "Closing" });

export const payment = z
  .object({
    id: paymentId,
    closingId,
    amount,
    method: paymentMethod,
    takenAt: instant,
    voided: z.boolean(),
  })
  .meta({ id: "Payment" });

/** Everything the screen needs, so that money can tick there by the same code as on the server. */
export const session = z
  .object({
    id: sessionId,
    /** Where it is now: its last segment. */
    stationId,
    status: z.enum(["running", "paused", "ended"]),
    startedAt: instant,
    endedAt: instant.nullable(),
    timerMinutes: timerMinutes.nullable(),
    costLimit: amount.nullable(),
    notes: z.string().nullable(),
    segments: listOf(segment),
    orders: listOf(order),
    charges: listOf(charge),
    transfersIn: listOf(transfer),
    transfersOut: listOf(transfer),
    /** The one in force, null while the session is open. */
    closing: closing.nullable(),
    payments: listOf(payment),
    /** Open: as of `serverTime`, under `policy`. Ended: as it was closed. */
    bill,
    policy: billingPolicy,
    serverTime: instant,
    reviews: listOf(review),
    /** The greatest stamp of its rows. */
    updatedAt: stamp,
    /** The primary has all of it. */
    synced: z.boolean(),
  })
  .meta({ id: "Session" });

export type Session = z.infer<typeof session>;
export type Segment = z.infer<typeof segment>;
export type Order = z.infer<typeof order>;
export type Charge = z.infer<typeof charge>;
export type Closing = z.infer<typeof closing>;
export type Payment = z.infer<typeof payment>;
