import type { BatchId, SessionId, StationId } from "../ids.ts";
import type { Piasters } from "../money/piasters.ts";
import { type EpochMs, MINUTE_MS } from "../time/epoch-ms.ts";
import { type Bill, currentBill } from "./bill.ts";
import type { BillTotals } from "./bill-totals.ts";
import { effectiveClosing, policyOf, standingClosings } from "./closing.ts";
import type { ClosingRow, SessionFacts } from "./facts.ts";
import { currentStation } from "./timeline.ts";

/** Signed, recomputed minus written. */
export type BillDifference = { readonly [Component in keyof BillTotals]: number };

/** A sale of a voucher, as far as a review needs it. Voided ones are left out by the caller. */
export interface SaleFacts {
  readonly id: string;
  readonly code: string;
  readonly price: Piasters;
  readonly soldAt: EpochMs;
}

/** A freeze that the café did not make itself; its segments that are not voided. */
export interface FreezeFacts {
  readonly batchId: BatchId;
  readonly frozenAt: EpochMs;
  readonly segmentIds: readonly string[];
}

/** A stretch without a gap in the café's own local heartbeat. */
export interface AliveSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

export interface ReviewCandidates {
  readonly sessions: readonly SessionFacts[];
  readonly sales: readonly SaleFacts[];
  readonly freezes: readonly FreezeFacts[];
  readonly alive: readonly AliveSpan[];
}

/** Something that two writers apart brought about and the owner decides. `id` = `<kind>:<subject>:<smallest row id>`. */
export type Review =
  | {
      readonly kind: "two-closings";
      readonly id: string;
      readonly sessionId: SessionId;
      /** The effective one first. */
      readonly closings: readonly ClosingRow[];
    }
  | {
      readonly kind: "two-open";
      readonly id: string;
      readonly stationId: StationId;
      readonly sessionIds: readonly SessionId[];
    }
  | {
      readonly kind: "late-items";
      readonly id: string;
      readonly sessionId: SessionId;
      readonly closing: ClosingRow;
      readonly bill: Bill;
      readonly difference: BillDifference;
    }
  | {
      readonly kind: "two-sales";
      readonly id: string;
      readonly code: string;
      readonly sales: readonly SaleFacts[];
    }
  | {
      readonly kind: "frozen-while-alive";
      readonly id: string;
      readonly batchId: BatchId;
      readonly frozenAt: EpochMs;
      /** When the café was last heard in the stretch that contradicts the freeze: the true instant may be this one. */
      readonly aliveUntil: EpochMs;
    };

/** The café must have been heard for this long after a freeze to contradict it; a heartbeat is every 5 s. */
const CONTRADICTS_MS = MINUTE_MS;

/** All reviews among the candidates, by id, whatever the order of the rows. @see docs/data-model.md */
export function reviewsOf(candidates: ReviewCandidates): readonly Review[] {
  const reviews = [
    ...candidates.sessions.flatMap(ofSession),
    ...twoOpen(candidates.sessions),
    ...twoSales(candidates.sales),
    ...candidates.freezes.flatMap((freeze) => frozenWhileAlive(freeze, candidates.alive)),
  ];
  return reviews.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ofSession(facts: SessionFacts): readonly Review[] {
  const sessionId = facts.session.id;
  const closings = standingClosings(facts);
  const closing = closings[0];
  if (closing === undefined) return [];
  const reviews: Review[] = [];
  if (closings.length > 1) {
    reviews.push({
      kind: "two-closings",
      id: idOf("two-closings", sessionId, closings),
      sessionId,
      closings,
    });
  }
  const late = lateItems(facts);
  if (late) {
    const id = idOf("late-items", sessionId, [closing]);
    reviews.push({ kind: "late-items", id, sessionId, closing, ...late });
  }
  return reviews;
}

/**
 * The bill recomputed at the effective closing's end, under its policy and discount, when it differs from what was
 * written in any component. Null when they agree, or the session is open.
 */
export function lateItems(
  facts: SessionFacts,
): { readonly bill: Bill; readonly difference: BillDifference } | null {
  const closing = effectiveClosing(facts);
  if (closing === null) return null;
  const bill = currentBill(facts, policyOf(closing), closing.endedAt);
  const difference: BillDifference = {
    playedMs: bill.playedMs - closing.playedMs,
    billedMinutes: bill.billedMinutes - closing.billedMinutes,
    time: bill.time - closing.time,
    orders: bill.orders - closing.orders,
    charges: bill.charges - closing.charges,
    transfersIn: bill.transfersIn - closing.transfersIn,
    transfersOut: bill.transfersOut - closing.transfersOut,
    subtotal: bill.subtotal - closing.subtotal,
    discount: bill.discount - closing.discount,
    rounding: bill.rounding - closing.rounding,
    payable: bill.payable - closing.payable,
  };
  return Object.values(difference).some((n) => n !== 0) ? { bill, difference } : null;
}

function twoOpen(sessions: readonly SessionFacts[]): readonly Review[] {
  const open = sessions.filter((facts) => effectiveClosing(facts) === null);
  return twoOrMore(open, currentStation).map(([stationId, there]) => {
    const rows = there.map((facts) => facts.session);
    const sessionIds = rows.map((row) => row.id).sort();
    return { kind: "two-open", id: idOf("two-open", stationId, rows), stationId, sessionIds };
  });
}

function twoSales(sales: readonly SaleFacts[]): readonly Review[] {
  return twoOrMore(sales, (sale) => sale.code).map(([code, sold]) => {
    const inOrder = sold.toSorted((a, b) => a.soldAt - b.soldAt || (a.id < b.id ? -1 : 1));
    return { kind: "two-sales", id: idOf("two-sales", code, sold), code, sales: inOrder };
  });
}

function frozenWhileAlive(freeze: FreezeFacts, alive: readonly AliveSpan[]): readonly Review[] {
  const { batchId, frozenAt, segmentIds } = freeze;
  const against = alive.find((span) => span.from <= frozenAt && span.to >= frozenAt + CONTRADICTS_MS);
  if (against === undefined || segmentIds.length === 0) return [];
  const id = idOf(
    "frozen-while-alive",
    batchId,
    segmentIds.map((segmentId) => ({ id: segmentId })),
  );
  return [{ kind: "frozen-while-alive", id, batchId, frozenAt, aliveUntil: against.to }];
}

function idOf(kind: string, subject: string, rows: readonly { readonly id: string }[]): string {
  const [smallest] = rows.map((row) => row.id).sort();
  return `${kind}:${subject}:${smallest}`;
}

function twoOrMore<Row, Key extends string>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): readonly (readonly [Key, readonly Row[]])[] {
  return [...Map.groupBy(rows, keyOf)].filter(([, group]) => group.length > 1);
}
