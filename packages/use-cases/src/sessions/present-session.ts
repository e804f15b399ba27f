import { currentBill } from "@mikro-dash/domain/session/bill";
import { effectiveClosing, policyOf } from "@mikro-dash/domain/session/closing";
import type { ClosingRow, SegmentRow, SessionFacts } from "@mikro-dash/domain/session/facts";
import type { BillingPolicy } from "@mikro-dash/domain/session/policy";
import { effectiveStart, liveSegments } from "@mikro-dash/domain/session/segments";
import { currentStation, statusAt } from "@mikro-dash/domain/session/timeline";
import { transferCounts, voidedIds } from "@mikro-dash/domain/session/voided";
import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { type PresentedReview, sessionReviews } from "../reviews/present-review.ts";
import type { LoadedSession } from "./session-rows.ts";

/** One session as the contract describes it: as of `now`, under `policy` (an ended one under that of its closing). */
export function presentSession(
  loaded: LoadedSession,
  policy: BillingPolicy,
  now: EpochMs,
  reviews: readonly PresentedReview[],
) {
  const { facts, rows } = loaded;
  const { session } = facts;
  const closing = effectiveClosing(facts);
  const voided = voidedIds(facts);
  const isVoided = (row: { readonly id: string }) => voided.has(row.id);
  const transfers = (rows: SessionFacts["transfersIn"]) =>
    rows.map(
      ({
        id,
        fromSessionId,
        toSessionId,
        closingId,
        time,
        orders,
        charges,
        transfers,
        includeOrders,
        transferredAt,
      }) => ({
        ...{
          id,
          fromSessionId,
          toSessionId,
          closingId,
          time,
          orders,
          charges,
          transfers,
          includeOrders,
          transferredAt,
        },
        voided: !transferCounts({ id, closingId } as SessionFacts["transfersIn"][number], voided),
      }),
    );
  return {
    id: session.id,
    stationId: currentStation(facts),
    status: statusAt(facts, policy, now),
    startedAt: effectiveStart(facts),
    endedAt: closing?.endedAt ?? null,
    timerMinutes: session.timerMinutes,
    costLimit: session.costLimit,
    notes: session.notes,
    segments: presentSegments(liveSegments(facts), closing?.endedAt ?? null),
    orders: facts.orders
      .map(({ id, menuItemId, name, nameAr, quantity, unitPrice, orderedAt }) => ({
        ...{ id, menuItemId, name, nameAr, quantity, unitPrice, orderedAt },
        voided: isVoided({ id }),
      }))
      .sort((a, b) => a.orderedAt - b.orderedAt),
    charges: facts.charges
      .map(({ id, amount, reason, chargedAt }) => ({
        id,
        amount,
        reason,
        chargedAt,
        voided: isVoided({ id }),
      }))
      .sort((a, b) => a.chargedAt - b.chargedAt),
    transfersIn: transfers(facts.transfersIn),
    transfersOut: transfers(facts.transfersOut),
    closing: closing && presentClosing(closing, currentStation(facts)),
    payments: presentPayments(facts),
    bill: currentBill(facts, policy, now),
    policy: closing ? policyOf(closing) : policy,
    serverTime: now,
    reviews: reviews.filter((review) => review.sessionIds.includes(session.id)),
    updatedAt:
      rows
        .map((row) => row.updatedAt)
        .sort()
        .at(-1) ?? session.updatedAt,
    synced: rows.every((row) => row.syncedAt !== null),
  };
}

/** Every payment, the voided ones too, by when it was taken. */
export function presentPayments(facts: SessionFacts) {
  const voided = voidedIds(facts);
  return facts.payments
    .map(({ id, closingId, amount, method, takenAt }) => ({
      ...{ id, closingId, amount, takenAt },
      method: method as "cash" | "card" | "wallet",
      voided: voided.has(id),
    }))
    .sort((a, b) => a.takenAt - b.takenAt);
}

function presentSegments(segments: readonly SegmentRow[], sessionEnd: EpochMs | null) {
  return segments.map(({ id, kind, stationId, hourlyRate, startedAt, batchId }, i) => ({
    ...{ id, kind, stationId, hourlyRate, startedAt, batchId },
    endedAt: endOfSegment(startedAt, segments[i + 1]?.startedAt ?? null, sessionEnd),
  }));
}

/** Where the next one begins or the session ended; what began after that end lasted for nothing. */
function endOfSegment(start: EpochMs, next: EpochMs | null, sessionEnd: EpochMs | null): EpochMs | null {
  if (sessionEnd === null) return next;
  return epochMs(Math.max(start, Math.min(next ?? sessionEnd, sessionEnd)));
}

export function presentClosing(row: ClosingRow, stationId: SegmentRow["stationId"]) {
  return {
    id: row.id,
    stationId,
    endedAt: row.endedAt,
    receiptNo: row.receiptNo,
    playedMs: row.playedMs,
    billedMinutes: row.billedMinutes,
    time: row.time,
    orders: row.orders,
    charges: row.charges,
    transfersIn: row.transfersIn,
    transfersOut: row.transfersOut,
    subtotal: row.subtotal,
    discount: row.discount,
    discountReason: row.discountReason,
    rounding: row.rounding,
    payable: row.payable,
    policy: policyOf(row),
    closedBy: row.closedBy ?? "",
    closedAt: row.closedAt,
  };
}

export type PresentedSession = ReturnType<typeof presentSession>;

/** A session by itself: reviews that need other sessions are told by the board and the list of reviews. */
export function presentOne(loaded: LoadedSession, policy: BillingPolicy, now: EpochMs): PresentedSession {
  return presentSession(loaded, policy, now, sessionReviews([loaded.facts]));
}
