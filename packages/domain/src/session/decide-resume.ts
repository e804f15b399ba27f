import { refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import { type DecisionContext, refuseCommand, type SessionPatch, type TimelineChange } from "./context.ts";
import type { SegmentCommand } from "./decide-pause.ts";
import type { SessionFacts, StationFacts } from "./facts.ts";
import { limitInstants } from "./limits.ts";
import { placeSegments } from "./place-segment.ts";
import { pausingLimit, stateAt } from "./timeline.ts";
import { resumption, writtenDownLimit } from "./write-down-limit.ts";

/**
 * The mode that ran before, from `at` on, at the rate that its station has today. Resuming what a limit paused
 * clears that limit: the pause is written down and the register's limit becomes null.
 * Refuses SESSION_ENDED, INVALID `at`, NOT_PAUSED.
 * @param station where the session is at `at`; null (deleted, unknown) = the rate that ran before
 */
export function decideResume(
  facts: SessionFacts,
  station: StationFacts | null,
  command: SegmentCommand,
  context: DecisionContext,
): Result<TimelineChange> {
  const { id, at } = command;
  const refused = refuseCommand(facts, at, context.now);
  if (refused) return err(refused);
  const state = stateAt(facts, context.policy, at);
  if (state.kind !== "paused") return err(refusal("NOT_PAUSED"));
  const pauses = writtenDownLimit(facts, context.policy, at);
  const segments = placeSegments(facts, [...pauses, { id, ...resumption(state, station), at }], context.ids);
  return ok({ segments, patch: pauses.length > 0 ? withoutReached(facts, context) : null });
}

function withoutReached(facts: SessionFacts, { policy }: DecisionContext): SessionPatch {
  const limit = pausingLimit(facts, policy);
  const { timer, cost } = limitInstants(facts);
  return {
    ...(timer !== null && timer === limit ? { timerMinutes: null } : {}),
    ...(cost !== null && cost === limit ? { costLimit: null } : {}),
  };
}
