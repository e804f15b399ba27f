import type { IdSource } from "../ids.ts";
import { type FieldProblem, invalid, type Refusal, refusal } from "../refusal.ts";
import { type EpochMs, MINUTE_MS } from "../time/epoch-ms.ts";
import { effectiveClosing } from "./closing.ts";
import type { SegmentRow, SessionFacts, SessionRow, Unstamped } from "./facts.ts";
import type { BillingPolicy } from "./policy.ts";
import { effectiveStart, latestEnd } from "./segments.ts";

/** What every decision is made with: the corrected clock, today's policy, and ids for the rows beside the main one. */
export interface DecisionContext {
  readonly now: EpochMs;
  readonly policy: BillingPolicy;
  readonly ids: IdSource;
}

/** The fields of a session's register that a command may change; absent = stays. */
export type SessionPatch = Partial<Pick<SessionRow, "timerMinutes" | "costLimit" | "notes">>;

/** Rows to insert and, when not null, the change of the session's register. Sync metadata is the writer's. */
export interface TimelineChange {
  readonly segments: readonly SegmentRow[];
  readonly patch: SessionPatch | null;
}

/** A command may come from a clock that is this much ahead. */
const MAX_AHEAD_MS = 2 * MINUTE_MS;

/** Refuses a closed session (whatever `at`), and an `at` outside its start … now + 2 min. */
export function refuseCommand(facts: SessionFacts, at: EpochMs, now: EpochMs): Refusal | null {
  const closing = effectiveClosing(facts);
  if (closing !== null) return refusal("SESSION_ENDED", `closed at ${closing.endedAt}`);
  const problems = instantProblems(facts, at, now);
  return problems.length === 0 ? null : invalid(...problems);
}

function instantProblems(facts: SessionFacts, at: EpochMs, now: EpochMs): readonly FieldProblem[] {
  if (at < effectiveStart(facts)) return [{ path: "at", message: "is before the session's start" }];
  if (at > latestEnd(facts))
    return [{ path: "at", message: "is more than 30 days after the session's start" }];
  return aheadProblems(at, now);
}

/** INVALID `at` when it is more than two minutes in the future. */
export function aheadProblems(at: EpochMs, now: EpochMs): readonly FieldProblem[] {
  return at > now + MAX_AHEAD_MS ? [{ path: "at", message: "is more than 2 minutes in the future" }] : [];
}

/** A session as `decideStart` makes it. */
export type NewSession = Unstamped<SessionRow>;
