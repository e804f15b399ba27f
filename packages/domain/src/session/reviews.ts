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
  /** Ids of the reviews that were decided already. */
  readonly decided?: ReadonlySet<string>;
}

/**
 * Something that two writers apart brought about and the owner decides. `id` = `<kind>:<subject>:<smallest row id>`.
 * A decision leaves facts that contradict nothing, so a contradiction that is there again is a new one: it gets the
 * smallest row id that no decided review has. Decided under all of them = the facts of the decision are on their way.
 * @see docs/adr/0010-decisions-about-reviews-are-facts.md
 */
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
  const { sessions, sales, freezes, alive, decided = NONE } = candidates;
  const reviews = [
    ...sessions.flatMap((facts) => twoClosings(facts, decided)),
    ...sessions.flatMap((facts) => late(facts, decided)),
    ...twoOpen(sessions, decided),
    ...twoSales(sales, decided),
    ...freezes.flatMap((freeze) => frozenWhileAlive(freeze, alive, decided)),
  ];
  return reviews.sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Decided = ReadonlySet<string>;
const NONE: Decided = new Set();

function twoClosings(facts: SessionFacts, decided: Decided): readonly Review[] {
  const sessionId = facts.session.id;
  const closings = standingClosings(facts);
  if (closings.length < 2) return [];
  const id = idOf("two-closings", sessionId, closings, decided);
  return id === null ? [] : [{ kind: "two-closings", id, sessionId, closings }];
}

function late(facts: SessionFacts, decided: Decided): readonly Review[] {
  const sessionId = facts.session.id;
  const closing = effectiveClosing(facts);
  const items = lateItems(facts);
  if (closing === null || items === null) return [];
  const id = idOf("late-items", sessionId, [closing], decided);
  return id === null ? [] : [{ kind: "late-items", id, sessionId, closing, ...items }];
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

function twoOpen(sessions: readonly SessionFacts[], decided: Decided): readonly Review[] {
  const open = sessions.filter((facts) => effectiveClosing(facts) === null);
  return twoOrMore(open, currentStation).flatMap(([stationId, there]) => {
    const rows = there.map((facts) => facts.session);
    const sessionIds = rows.map((row) => row.id).sort();
    const id = idOf("two-open", stationId, rows, decided);
    return id === null ? [] : [{ kind: "two-open" as const, id, stationId, sessionIds }];
  });
}

function twoSales(sales: readonly SaleFacts[], decided: Decided): readonly Review[] {
  return twoOrMore(sales, (sale) => sale.code).flatMap(([code, sold]) => {
    const inOrder = sold.toSorted((a, b) => a.soldAt - b.soldAt || (a.id < b.id ? -1 : 1));
    const id = idOf("two-sales", code, sold, decided);
    return id === null ? [] : [{ kind: "two-sales" as const, id, code, sales: inOrder }];
  });
}

/** Whoever says that the freeze stands leaves it as it is: it is decided under whichever of its segments. */
function frozenWhileAlive(
  { batchId, frozenAt, segmentIds }: FreezeFacts,
  alive: readonly AliveSpan[],
  decided: Decided,
): readonly Review[] {
  const against = alive.find((span) => span.from <= frozenAt && span.to >= frozenAt + CONTRADICTS_MS);
  if (against === undefined || segmentIds.length === 0) return [];
  if ([...decided].some((id) => id.startsWith(`frozen-while-alive:${batchId}:`))) return [];
  const rows = segmentIds.map((id) => ({ id }));
  const id = idOf("frozen-while-alive", batchId, rows, NONE) ?? "";
  return [{ kind: "frozen-while-alive", id, batchId, frozenAt, aliveUntil: against.to }];
}

/** Null when it was decided under each of the rows. */
function idOf(
  kind: Review["kind"],
  subject: string,
  rows: readonly { readonly id: string }[],
  decided: Decided,
): string | null {
  const ids = rows.map((row) => `${kind}:${subject}:${row.id}`).sort();
  return ids.find((id) => !decided.has(id)) ?? null;
}

function twoOrMore<Row, Key extends string>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): readonly (readonly [Key, readonly Row[]])[] {
  return [...Map.groupBy(rows, keyOf)].filter(([, group]) => group.length > 1);
}
