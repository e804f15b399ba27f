import type { SessionId, StationId } from "@mikro-dash/domain/ids";
import { type Piasters, piasters } from "@mikro-dash/domain/money/piasters";
import { unreachable } from "@mikro-dash/domain/result";
import { type BillLine, currentBill } from "@mikro-dash/domain/session/bill";
import type { BillTotals } from "@mikro-dash/domain/session/bill-totals";
import type { DecisionContext } from "@mikro-dash/domain/session/context";
import { decideReview } from "@mikro-dash/domain/session/decide-review";
import type { ClosingRow, SessionFacts } from "@mikro-dash/domain/session/facts";
import { AT_THE_TRUE_INSTANT } from "@mikro-dash/domain/session/review-frozen";
import type { Review } from "@mikro-dash/domain/session/reviews";
import { stateAt } from "@mikro-dash/domain/session/timeline";
import { MINUTE_MS } from "@mikro-dash/domain/time/epoch-ms";
import { presentPayments } from "../sessions/present-session.ts";
import { type PresentedReview, presentReview, type ReviewVersion } from "./present-review.ts";

/** A version with all that the owner wants to see before deciding. */
export interface DescribedVersion extends ReviewVersion {
  readonly sessionId: SessionId | null;
  readonly stationId: StationId | null;
  /** Who made it, as far as its row says. */
  readonly by: string | null;
  readonly receiptNo: string | null;
  /** The components of its bill; null where there is none. */
  readonly totals: BillTotals | null;
  /** Line by line; empty for a closing, which kept only the sums. */
  readonly lines: readonly BillLine[];
  /** Money taken for it. */
  readonly payments: ReturnType<typeof presentPayments>;
}

export interface DescribedReview extends PresentedReview {
  /** Of the voucher that was sold twice. */
  readonly voucherCode: string | null;
  readonly versions: readonly DescribedVersion[];
}

const NOTHING_MORE = {
  ...{ sessionId: null, stationId: null, by: null, receiptNo: null, totals: null },
  ...{ lines: [], payments: [] },
} as const;

/** The review with both versions and their money; open bills as of `context.now`. */
export function describeReview(
  review: Review,
  sessions: readonly SessionFacts[],
  context: DecisionContext,
): DescribedReview {
  const presented = presentReview(review, sessions);
  const voucherCode = review.kind === "two-sales" ? review.code : null;
  const versions = presented.versions
    .filter((version) => version.rowId !== AT_THE_TRUE_INSTANT || fellSilent(version, context))
    .map((version) => describeVersion(version, review, sessions, context));
  return { ...presented, voucherCode, versions };
}

/** While the café is heard there is no instant at which its light went out. */
const fellSilent = ({ at }: ReviewVersion, { now }: DecisionContext) => now - at >= MINUTE_MS;

function describeVersion(
  version: ReviewVersion,
  review: Review,
  sessions: readonly SessionFacts[],
  context: DecisionContext,
): DescribedVersion {
  const plain = { ...NOTHING_MORE, ...version };
  switch (review.kind) {
    case "two-closings":
    case "late-items": {
      const facts = sessions.find(({ session }) => session.id === review.sessionId);
      return facts ? { ...plain, ...ofEnded(version, review, facts, context) } : plain;
    }
    case "two-open": {
      const facts = sessions.find(({ session }) => session.id === version.rowId);
      if (!facts) return plain;
      const { lines, ...totals } = currentBill(facts, context.policy, context.now);
      const payments = moneyTaken(facts);
      const { id: sessionId } = facts.session;
      const bill = { amount: totals.payable, totals, lines, payments };
      return { ...plain, ...bill, sessionId, stationId: review.stationId };
    }
    case "frozen-while-alive":
      return { ...plain, amount: owedIf(review, version.rowId, sessions, context) };
    case "two-sales":
      return plain;
    default:
      return unreachable(review);
  }
}

const moneyTaken = (facts: SessionFacts) => presentPayments(facts).filter((row) => !row.voided);

/** A closing as it was written, or the bill of all that is known now. */
function ofEnded(
  { rowId }: ReviewVersion,
  review: Extract<Review, { kind: "two-closings" | "late-items" }>,
  facts: SessionFacts,
  context: DecisionContext,
): Partial<DescribedVersion> {
  const { sessionId } = review;
  if (review.kind === "two-closings") {
    const closing = review.closings.find((row) => row.id === rowId);
    const payments = moneyTaken(facts).filter((row) => row.closingId === rowId);
    return { sessionId, payments, ...(closing && ofClosing(closing, facts, context)) };
  }
  const payments = moneyTaken(facts);
  const { closing, bill } = review;
  if (rowId === closing.id) return { sessionId, payments, ...ofClosing(closing, facts, context) };
  const { lines, ...totals } = bill;
  const { stationId } = stateAt(facts, context.policy, closing.endedAt);
  return { sessionId, payments, stationId, totals, lines };
}

function ofClosing(row: ClosingRow, facts: SessionFacts, { policy }: DecisionContext) {
  const { playedMs, billedMinutes, time, orders, charges, transfersIn, transfersOut } = row;
  const { subtotal, discount, rounding, payable } = row;
  const played = { playedMs, billedMinutes, time };
  const sums = { orders, charges, transfersIn, transfersOut, subtotal, discount, rounding, payable };
  const { stationId } = stateAt(facts, policy, row.endedAt);
  return { stationId, by: row.closedBy, receiptNo: row.receiptNo, totals: { ...played, ...sums } };
}

/** What the sessions of a freeze owe now if this version of it held. Null when it cannot hold (all of them are closed). */
function owedIf(
  review: Review,
  keep: string,
  sessions: readonly SessionFacts[],
  context: DecisionContext,
): Piasters | null {
  const command = { choice: { keep }, at: context.now, by: null };
  const decided = decideReview(review, sessions, command, context);
  if (!decided.ok) return null;
  let owed = 0;
  for (const facts of sessions) {
    const change = decided.value.sessions.find((one) => one.facts === facts);
    const then = {
      ...facts,
      segments: [...facts.segments, ...(change?.segments ?? [])],
      voids: [...facts.voids, ...(change?.voids ?? [])],
    };
    owed += currentBill(then, context.policy, context.now).payable;
  }
  return piasters(owed);
}
