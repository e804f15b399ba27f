import type { SessionId, StationId } from "@mikro-dash/domain/ids";
import { type Piasters, piasters } from "@mikro-dash/domain/money/piasters";
import { unreachable } from "@mikro-dash/domain/result";
import type { SessionFacts } from "@mikro-dash/domain/session/facts";
import { type Review, reviewsOf } from "@mikro-dash/domain/session/reviews";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";

export interface ReviewVersion {
  readonly rowId: string;
  readonly at: EpochMs;
  readonly amount: Piasters | null;
}

/** A review as the contract describes it: what contradicts what, with the money of each version. */
export interface PresentedReview {
  readonly id: string;
  readonly kind: Review["kind"];
  readonly sessionIds: readonly SessionId[];
  readonly stationId: StationId | null;
  /** Piasters; what the kept version would gain or lose, signed. */
  readonly difference: Piasters | null;
  readonly versions: readonly ReviewVersion[];
}

/** What contradicts what within these sessions; sales and freezes are asked for elsewhere. */
export function sessionReviews(sessions: readonly SessionFacts[]): readonly PresentedReview[] {
  return reviewsOf({ sessions, sales: [], freezes: [], alive: [] }).map((review) =>
    presentReview(review, sessions),
  );
}

/** @param sessions those that the reviews are about, for the instants of two open ones */
export function presentReview(review: Review, sessions: readonly SessionFacts[]): PresentedReview {
  const { id, kind } = review;
  const common = { id, kind, sessionIds: [], stationId: null, difference: null };
  switch (review.kind) {
    case "two-closings": {
      const [first, second] = review.closings;
      return {
        ...common,
        sessionIds: [review.sessionId],
        difference: first && second ? piasters(first.payable - second.payable) : null,
        versions: review.closings.map((row) => ({ rowId: row.id, at: row.endedAt, amount: row.payable })),
      };
    }
    case "late-items":
      return {
        ...common,
        sessionIds: [review.sessionId],
        difference: piasters(review.difference.payable),
        versions: [
          { rowId: review.closing.id, at: review.closing.endedAt, amount: review.closing.payable },
          { rowId: review.sessionId, at: review.closing.endedAt, amount: review.bill.payable },
        ],
      };
    case "two-open":
      return {
        ...common,
        sessionIds: review.sessionIds,
        stationId: review.stationId,
        versions: sessions
          .filter(({ session }) => review.sessionIds.includes(session.id))
          .map(({ session }) => ({ rowId: session.id, at: session.startedAt, amount: null })),
      };
    case "two-sales":
      return {
        ...common,
        versions: review.sales.map((sale) => ({ rowId: sale.id, at: sale.soldAt, amount: sale.price })),
      };
    case "frozen-while-alive":
      return {
        ...common,
        versions: [
          { rowId: review.batchId, at: review.frozenAt, amount: null },
          { rowId: review.batchId, at: review.aliveUntil, amount: null },
        ],
      };
    default:
      return unreachable(review);
  }
}
