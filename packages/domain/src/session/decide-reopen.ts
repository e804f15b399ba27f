import type { ClosingId } from "../ids.ts";
import { textProblems } from "../money/bounds.ts";
import { invalid, refusal } from "../refusal.ts";
import { err, ok, type Result } from "../result.ts";
import { standingClosings } from "./closing.ts";
import { aheadProblems, type DecisionContext } from "./context.ts";
import { type VoidFrame, voidRow } from "./decide-void.ts";
import type { SegmentRow, SessionFacts, VoidRow } from "./facts.ts";
import { FREE, placeSegments } from "./place-segment.ts";
import { stateAt } from "./timeline.ts";
import { transferCounts, voidedIds } from "./voided.ts";

export interface ReopenDecision {
  readonly voids: readonly VoidRow[];
  /** `paused` at the closing's end, so the gap is free; none while another closing still stands. */
  readonly segments: readonly SegmentRow[];
}

/**
 * Voids a closing and the transfer that was made with it.
 * Refuses NOT_FOUND, ALREADY_VOIDED, INVALID `at` or `reason`, STATION_BUSY.
 * @param occupied another open session is at the station where this one was
 */
export function decideReopen(
  facts: SessionFacts,
  occupied: boolean,
  command: VoidFrame & { readonly closingId: ClosingId },
  context: DecisionContext,
): Result<ReopenDecision> {
  const { closingId, at, reason } = command;
  if (!facts.closings.some((row) => row.id === closingId)) return err(refusal("NOT_FOUND"));
  const standing = standingClosings(facts);
  const closing = standing.find((row) => row.id === closingId);
  if (closing === undefined) return err(refusal("ALREADY_VOIDED"));
  const problems = [...aheadProblems(at, context.now), ...textProblems("reason", reason ?? "")];
  if (problems.length > 0) return err(invalid(...problems));
  const opens = standing.length === 1;
  if (opens && occupied) return err(refusal("STATION_BUSY"));
  const voided = voidedIds(facts);
  const transfers = facts.transfersOut.filter((t) => t.closingId === closingId && transferCounts(t, voided));
  const voids = [
    voidRow(facts, "closing", closingId, command),
    ...transfers.map((t) => voidRow(facts, "transfer", t.id, command)),
  ];
  if (!opens) return ok({ voids, segments: [] });
  const { stationId } = stateAt(facts, context.policy, closing.endedAt);
  const pause = { kind: "paused", stationId, hourlyRate: FREE, at: closing.endedAt } as const;
  return ok({ voids, segments: placeSegments(facts, [pause], context.ids) });
}
