import type { SessionId, StationId } from "@mikro-dash/domain/ids";
import { type Piasters, piasters } from "@mikro-dash/domain/money/piasters";
import { unreachable } from "@mikro-dash/domain/result";
import type { SessionFacts } from "@mikro-dash/domain/session/facts";
import { freezeVersions } from "@mikro-dash/domain/session/review-frozen";
import { byStart } from "@mikro-dash/domain/session/review-two-open";
import { type Review, reviewsOf } from "@mikro-dash/domain/session/reviews";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";

export interface ReviewVersion {
  /** What `keep` names. */
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
  /** The one that holds until somebody decides comes first. */
  readonly versions: readonly ReviewVersion[];
}

/**
 * What contradicts what within these sessions; sales, freezes and what was decided are asked for elsewhere (a decision
 * leaves no contradiction in the facts).
 */
export function sessionReviews(sessions: readonly SessionFacts[]): readonly PresentedReview[] {
  return reviewsOf({ sessions, sales: [], freezes: [], alive: [] }).map((review) =>
    presentReview(review, sessions),
  );
}

/** @param sessions those that the review is about, and maybe others */
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
          .toSorted(byStart)
          .map(({ session }) => ({ rowId: session.id, at: session.startedAt, amount: null })),
      };
    case "two-sales":
      return {
        ...common,
        versions: review.sales.map((sale) => ({ rowId: sale.id, at: sale.soldAt, amount: sale.price })),
      };
    case "frozen-while-alive": {
      const [asMade, never, trueInstant] = freezeVersions(review);
      return {
        ...common,
        sessionIds: sessions
          .filter(({ segments }) => segments.some((row) => row.batchId === review.batchId))
          .map(({ session }) => session.id),
        versions: [
          { rowId: asMade, at: review.frozenAt, amount: null },
          { rowId: never, at: review.frozenAt, amount: null },
          { rowId: trueInstant, at: review.aliveUntil, amount: null },
        ],
      };
    }
    default:
      return unreachable(review);
  }
}
