import { type Piasters, piasters } from "../money/piasters.ts";
import { roundToStep } from "../money/rounding.ts";
import type { SessionFacts, TransferRow } from "./facts.ts";
import type { BillingPolicy } from "./policy.ts";
import type { TimeCost } from "./time-cost.ts";
import { transferCounts, voidedIds } from "./voided.ts";

/** The components of a bill; a closing keeps them all. */
export interface BillTotals {
  readonly playedMs: number;
  readonly billedMinutes: number;
  readonly time: Piasters;
  readonly orders: Piasters;
  readonly charges: Piasters;
  readonly transfersIn: Piasters;
  readonly transfersOut: Piasters;
  /** time + orders + charges + transfersIn − transfersOut; negative only when more was moved out than exists. */
  readonly subtotal: Piasters;
  readonly discount: Piasters;
  /** payable − (subtotal − discount) */
  readonly rounding: Piasters;
  readonly payable: Piasters;
}

/** Adds up what is not voided. `wanted`: the discount, taken as 0 … subtotal. */
export function totalsOf(
  facts: SessionFacts,
  policy: BillingPolicy,
  { playedMs, billedMinutes, time }: TimeCost,
  wanted: Piasters,
): BillTotals {
  const voided = voidedIds(facts);
  let orders = 0;
  for (const row of facts.orders) if (!voided.has(row.id)) orders += row.unitPrice * row.quantity;
  let charges = 0;
  for (const row of facts.charges) if (!voided.has(row.id)) charges += row.amount;
  const transfersIn = sumOf(facts.transfersIn, voided);
  const transfersOut = sumOf(facts.transfersOut, voided);
  const subtotal = piasters(time + orders + charges + transfersIn - transfersOut);
  const discount = piasters(Math.min(Math.max(wanted, 0), Math.max(subtotal, 0)));
  const payable = roundToStep(piasters(subtotal - discount), policy.roundTo);
  return {
    playedMs,
    billedMinutes,
    time,
    orders: piasters(orders),
    charges: piasters(charges),
    transfersIn,
    transfersOut,
    subtotal,
    discount,
    rounding: piasters(payable - (subtotal - discount)),
    payable,
  };
}

function sumOf(transfers: readonly TransferRow[], voided: ReadonlySet<string>): Piasters {
  let sum = 0;
  for (const row of transfers) if (transferCounts(row, voided)) sum += movedBy(row);
  return piasters(sum);
}

/** Everything that a transfer carries. */
export function movedBy(row: TransferRow): Piasters {
  return piasters(row.time + row.orders + row.charges + row.transfers);
}
