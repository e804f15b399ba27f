import { type BatchId, type IdSource, idAfter, type SegmentId, type StationId } from "../ids.ts";
import { type RatePerHour, ratePerHour } from "../money/piasters.ts";
import { type EpochMs, epochMs } from "../time/epoch-ms.ts";
import type { SegmentKind, SegmentRow, SessionFacts } from "./facts.ts";
import { effectiveStart, liveSegments } from "./segments.ts";

/** A segment that a command asks for. `id`: chosen by the client, else a fresh one. */
export interface WantedSegment {
  readonly id?: SegmentId | undefined;
  readonly kind: SegmentKind;
  readonly stationId: StationId;
  readonly hourlyRate: RatePerHour;
  readonly at: EpochMs;
  readonly batchId?: BatchId | null;
}

/** Price of a pause. */
export const FREE: RatePerHour = ratePerHour(0);

/**
 * The rows that put `wanted` (earliest first) where they hold from their instants on.
 * - Segments of one instant sort by id, so each gets an id after those that are there; a client's own id that would
 *   sort before them is put one ms later instead.
 * - A segment before the earliest one would take over the beginning of a session whose start was dated back: the
 *   earliest one's mode is then written down at the start.
 */
export function placeSegments(
  facts: SessionFacts,
  wanted: readonly WantedSegment[],
  ids: IdSource,
): readonly SegmentRow[] {
  const there = liveSegments(facts);
  const placed: SegmentRow[] = [];
  const greatestIdAt = (at: number): string => {
    let greatest = "";
    for (const row of there) if (row.startedAt === at && row.id > greatest) greatest = row.id;
    for (const row of placed) if (row.startedAt === at && row.id > greatest) greatest = row.id;
    return greatest;
  };
  const place = (one: WantedSegment) => {
    let at: number = one.at;
    if (one.id !== undefined) while (greatestIdAt(at) > one.id) at += 1;
    const id = one.id ?? (idAfter(greatestIdAt(at), ids.next()) as SegmentId);
    const { kind, stationId, hourlyRate, batchId = null } = one;
    placed.push({
      id,
      sessionId: facts.session.id,
      stationId,
      kind,
      hourlyRate,
      startedAt: epochMs(at),
      batchId,
    });
  };
  const first = there[0];
  const earliest = wanted[0];
  if (first && earliest && earliest.at < first.startedAt) {
    const { kind, stationId, hourlyRate } = first;
    place({ kind, stationId, hourlyRate, at: effectiveStart(facts), batchId: earliest.batchId ?? null });
  }
  for (const one of wanted) place(one);
  return placed;
}
