import { DAY_MS, type EpochMs, epochMs } from "../time/epoch-ms.ts";
import type { SegmentRow, SessionFacts } from "./facts.ts";
import { voidedIds } from "./voided.ts";

/** Sessions are at most this long: so integers stay exact. Play after it is not billed. */
const MAX_SESSION_MS = 30 * DAY_MS;

/** The start that holds: the correction with the greatest stamp, else the one the session was opened with. */
export function effectiveStart(facts: SessionFacts): EpochMs {
  let newest = facts.starts[0];
  for (const start of facts.starts) {
    if (
      newest &&
      (start.updatedAt > newest.updatedAt || (start.updatedAt === newest.updatedAt && start.id > newest.id))
    ) {
      newest = start;
    }
  }
  return newest?.startedAt ?? facts.session.startedAt;
}

/** The last instant that can be billed. */
export function latestEnd(facts: SessionFacts): EpochMs {
  return epochMs(effectiveStart(facts) + MAX_SESSION_MS);
}

function inOrder(a: SegmentRow, b: SegmentRow): number {
  return a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1);
}

/** The segments that exist for the timeline, by `(startedAt, id)`. A voided segment does not exist. */
export function liveSegments(facts: SessionFacts): readonly SegmentRow[] {
  const { segments } = facts;
  if (facts.voids.length > 0) {
    const voided = voidedIds(facts);
    return segments.filter((segment) => !voided.has(segment.id)).sort(inOrder);
  }
  const sorted = segments.every((segment, i) => i === 0 || inOrder(segments[i - 1] ?? segment, segment) < 0);
  return sorted ? segments : segments.toSorted(inOrder);
}
