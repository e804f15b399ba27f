import { textProblems } from "../money/bounds.ts";
import { invalid } from "../refusal.ts";
import { err, ok, type Result, unreachable } from "../result.ts";
import { aheadProblems, type DecisionContext } from "./context.ts";
import type { SessionFacts } from "./facts.ts";
import { frameOf, keptOf, noSuchVersion, type ReviewCommand, type ReviewDecision } from "./review-choice.ts";
import { decideFrozenWhileAlive } from "./review-frozen.ts";
import { decideLateItems } from "./review-late-items.ts";
import { decideTwoClosings } from "./review-two-closings.ts";
import { decideTwoOpen } from "./review-two-open.ts";
import type { Review } from "./reviews.ts";

/**
 * The facts that make one version hold. Nothing is deleted and no payment is touched: versions are voided, written anew,
 * or moved to another bill. Refuses INVALID `keep` (not one of the versions), `writeOff`, `at`; SESSION_ENDED (every
 * session of a freeze is closed).
 * @param sessions those that the review is about
 */
export function decideReview(
  review: Review,
  sessions: readonly SessionFacts[],
  command: ReviewCommand,
  context: DecisionContext,
): Result<ReviewDecision> {
  const { choice, at } = command;
  const problems = [
    ...aheadProblems(at, context.now),
    ...("writeOff" in choice ? textProblems("writeOff", choice.writeOff) : []),
  ];
  if (problems.length > 0) return err(invalid(...problems));
  switch (review.kind) {
    case "two-closings":
      return decideTwoClosings(review, sessions, command, context);
    case "late-items":
      return decideLateItems(review, sessions, command, context);
    case "two-open":
      return decideTwoOpen(sessions, command, context);
    case "frozen-while-alive":
      return decideFrozenWhileAlive(review, sessions, command, context);
    case "two-sales": {
      const kept = keptOf(
        choice,
        review.sales.map((sale) => sale.id),
      );
      if (kept === null) return err(noSuchVersion());
      const frame = frameOf(command);
      const others = review.sales.filter((sale) => sale.id !== kept);
      return ok({ sessions: [], sales: others.map(({ id }) => ({ id, frame })) });
    }
    default:
      return unreachable(review);
  }
}
