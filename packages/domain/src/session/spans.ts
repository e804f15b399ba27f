import type { SegmentId, StationId } from "../ids.ts";
import type { RatePerHour } from "../money/piasters.ts";
import { type EpochMs, epochMs } from "../time/epoch-ms.ts";
import type { SegmentKind, SessionFacts } from "./facts.ts";
import { effectiveStart, liveSegments } from "./segments.ts";

/** A piece of the timeline, `from` inclusive, `to` exclusive. */
export interface Span {
  readonly segmentId: SegmentId;
  readonly kind: SegmentKind;
  readonly stationId: StationId;
  readonly hourlyRate: RatePerHour;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/**
 * The segments as spans from the effective start until `end`, before any limit. The earliest reaches back to the
 * start; what begins before the start is clipped to it; what begins at or after `end` counts for nothing.
 */
export function spansOf(facts: SessionFacts, end: EpochMs): readonly Span[] {
  const start = effectiveStart(facts);
  const segments = liveSegments(facts);
  const spans: Span[] = [];
  for (const [i, segment] of segments.entries()) {
    const from = i === 0 ? start : Math.max(start, segment.startedAt);
    const to = Math.min(end, Math.max(start, segments[i + 1]?.startedAt ?? end));
    if (to <= from) continue;
    const { id, kind, stationId, hourlyRate } = segment;
    spans.push({ segmentId: id, kind, stationId, hourlyRate, from: epochMs(from), to: epochMs(to) });
  }
  return spans;
}

export function isPlayed(span: Span): boolean {
  return span.kind !== "paused";
}

/** ms */
export function lengthOf(span: Span): number {
  return span.to - span.from;
}
