import { type Piasters, piasters, type RatePerHour } from "../money/piasters.ts";
import { MINUTE_MS } from "../time/epoch-ms.ts";
import { type BillTotals, movedBy } from "./bill-totals.ts";
import type { SessionFacts } from "./facts.ts";
import { amountsOf, type TimeCost } from "./time-cost.ts";
import { transferCounts, voidedIds } from "./voided.ts";

export type BillLineKey =
  | "time.single"
  | "time.multi"
  | "time.topUp"
  | "time.minimum"
  | "order"
  | "charge"
  | "transferIn"
  | "transferOut"
  | "discount"
  | "rounding";

/** One line of a bill. `amount` is signed: what it adds. `minutes` may be a fraction; `rate` is per hour. */
export interface BillLine {
  readonly key: BillLineKey;
  readonly name?: string;
  readonly nameAr?: string;
  readonly reason?: string;
  readonly minutes?: number;
  readonly rate?: RatePerHour;
  readonly quantity?: number;
  readonly amount: Piasters;
}

/** The lines of a bill, in the order in which it is read. They add up to `totals.payable`. */
export function linesOf(facts: SessionFacts, cost: TimeCost, totals: BillTotals): readonly BillLine[] {
  const voided = voidedIds(facts);
  const lines: BillLine[] = [];
  const amounts = amountsOf(cost);
  cost.shares.forEach(({ key, ms, rate }, i) => {
    lines.push({ key, minutes: ms / MINUTE_MS, rate, amount: amounts[i] ?? piasters(0) });
  });
  addUnlessZero(lines, "time.minimum", cost.time - cost.exact);
  for (const row of byInstant(facts.orders, (order) => order.orderedAt)) {
    if (voided.has(row.id)) continue;
    const { name, nameAr, quantity } = row;
    lines.push({ key: "order", name, nameAr, quantity, amount: piasters(row.unitPrice * quantity) });
  }
  for (const row of byInstant(facts.charges, (charge) => charge.chargedAt)) {
    if (!voided.has(row.id)) lines.push({ key: "charge", reason: row.reason, amount: row.amount });
  }
  for (const row of byInstant(facts.transfersIn, (transfer) => transfer.transferredAt)) {
    if (transferCounts(row, voided)) lines.push({ key: "transferIn", amount: movedBy(row) });
  }
  for (const row of byInstant(facts.transfersOut, (transfer) => transfer.transferredAt)) {
    if (transferCounts(row, voided)) lines.push({ key: "transferOut", amount: piasters(-movedBy(row)) });
  }
  addUnlessZero(lines, "discount", -totals.discount);
  addUnlessZero(lines, "rounding", totals.rounding);
  return lines;
}

function addUnlessZero(lines: BillLine[], key: BillLineKey, amount: number): void {
  if (amount !== 0) lines.push({ key, amount: piasters(amount) });
}

function byInstant<Row extends { readonly id: string }>(
  rows: readonly Row[],
  instantOf: (row: Row) => number,
): readonly Row[] {
  if (rows.length < 2) return rows;
  return rows.toSorted((a, b) => instantOf(a) - instantOf(b) || (a.id < b.id ? -1 : 1));
}
