import type { SegmentId } from "../ids.ts";
import { refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import { type DecisionContext, refuseCommand, type TimelineChange } from "./context.ts";
import type { SessionFacts } from "./facts.ts";
import { FREE, placeSegments } from "./place-segment.ts";
import { stateAt } from "./timeline.ts";

/** A command on the timeline. `id`: of the segment that it makes, when the client chose one. */
export interface SegmentCommand {
  readonly id?: SegmentId | undefined;
  readonly at: EpochMs;
}

/**
 * Paused from `at` on, decided on the state at that instant.
 * Refuses SESSION_ENDED, INVALID `at`, ALREADY_PAUSED (a reached limit pauses too).
 */
export function decidePause(
  facts: SessionFacts,
  command: SegmentCommand,
  context: DecisionContext,
): Result<TimelineChange> {
  const { id, at } = command;
  const refused = refuseCommand(facts, at, context.now);
  if (refused) return err(refused);
  const { kind, stationId } = stateAt(facts, context.policy, at);
  if (kind === "paused") return err(refusal("ALREADY_PAUSED"));
  const wanted = { id, kind: "paused", stationId, hourlyRate: FREE, at } as const;
  return ok({ segments: placeSegments(facts, [wanted], context.ids), patch: null });
}
