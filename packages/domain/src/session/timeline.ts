import type { StationId } from "../ids.ts";
import { type RatePerHour, ratePerHour } from "../money/piasters.ts";
import { type EpochMs, epochMs } from "../time/epoch-ms.ts";
import { effectiveClosing } from "./closing.ts";
import type { PlayMode, SegmentKind, SegmentRow, SessionFacts } from "./facts.ts";
import { reachedLimit } from "./limits.ts";
import type { BillingPolicy } from "./policy.ts";
import { latestEnd, liveSegments } from "./segments.ts";
import { type Span, spansOf } from "./spans.ts";

export type { Span } from "./spans.ts";

const FREE: RatePerHour = ratePerHour(0);

/**
 * What held when, from the session's start until `until`, or its closing if that is earlier. No gaps, nothing of
 * zero length. Under `limitAction: "pause"` everything from the exact instant of a reached limit is paused.
 * @see docs/billing.md
 */
export function timeline(facts: SessionFacts, policy: BillingPolicy, until: EpochMs): readonly Span[] {
  const end = epochMs(Math.min(until, effectiveClosing(facts)?.endedAt ?? until, latestEnd(facts)));
  const spans = spansOf(facts, end);
  const limit = pausingLimit(facts, policy);
  return limit === null || limit >= end ? spans : pausedFrom(spans, limit);
}

/** The instant from which the policy derives a pause, null when it never does. */
export function pausingLimit(facts: SessionFacts, policy: BillingPolicy): EpochMs | null {
  return policy.limitAction === "pause" ? reachedLimit(facts) : null;
}

function pausedFrom(spans: readonly Span[], limit: EpochMs): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    if (span.from < limit) result.push(span.to <= limit ? span : { ...span, to: limit });
    if (span.to > limit) {
      const from = epochMs(Math.max(span.from, limit));
      result.push({ ...span, kind: "paused", hourlyRate: FREE, from });
    }
  }
  return result;
}

/** What holds at one instant of an open session. */
export interface TimelineState {
  readonly kind: SegmentKind;
  readonly stationId: StationId;
  /** The mode that runs, or ran before the pause: what a resume goes back to. */
  readonly mode: PlayMode;
  /** The rate of that mode when it last began. */
  readonly modeRate: RatePerHour;
  /** The segment in force; null when the session has none yet. */
  readonly segment: SegmentRow | null;
  /** Paused only because a limit was reached. */
  readonly pausedByLimit: boolean;
}

/**
 * State at an instant; before the first segment, that segment's (the timeline begins with it). Does not ask
 * whether the session was closed meanwhile.
 */
export function stateAt(facts: SessionFacts, policy: BillingPolicy, at: EpochMs): TimelineState {
  let segment: SegmentRow | null = null;
  let played: SegmentRow | null = null;
  for (const next of liveSegments(facts)) {
    if (segment !== null && next.startedAt > at) break;
    segment = next;
    if (next.kind !== "paused") played = next;
  }
  const limit = pausingLimit(facts, policy);
  const kind = segment?.kind ?? "paused";
  const pausedByLimit = kind !== "paused" && limit !== null && limit <= at;
  return {
    kind: pausedByLimit ? "paused" : kind,
    stationId: segment?.stationId ?? facts.session.stationId,
    mode: played === null || played.kind === "paused" ? "single" : played.kind,
    modeRate: played?.hourlyRate ?? FREE,
    segment,
    pausedByLimit,
  };
}

/** The station where an open session is now: its last segment's. */
export function currentStation(facts: SessionFacts): StationId {
  return liveSegments(facts).at(-1)?.stationId ?? facts.session.stationId;
}

export type SessionStatus = "running" | "paused" | "ended";

/** What a tile shows at `now`. */
export function statusAt(facts: SessionFacts, policy: BillingPolicy, now: EpochMs): SessionStatus {
  if (effectiveClosing(facts) !== null) return "ended";
  return stateAt(facts, policy, now).kind === "paused" ? "paused" : "running";
}
