import type { ClosingId, MenuItemId } from "../ids.ts";
import { piasters } from "../money/piasters.ts";
import { decideEnd, type EndCommand } from "../session/decide-end.ts";
import type { ClosingRow, SegmentRow, SessionFacts } from "../session/facts.ts";
import { aContext, accepted, at, EVENING, stamp, withRows } from "./a-session.ts";

export const TEA = { id: "tea" as MenuItemId, name: "Tea", nameAr: "شاي", price: piasters(1_500) };

/** Who voids, and why, ten minutes after the hour. */
export const MISTAKE = { at: at(70), by: "Mona", reason: "mistake" };

/** Mona ends it after an hour. */
export const anEnd = (command: Partial<EndCommand> = {}): EndCommand => ({
  ...{ at: at(60), receiptNo: "A-1", by: "Mona" },
  ...command,
});

export const stamped = (closing: Omit<ClosingRow, "updatedAt">, n = 1): ClosingRow => ({
  ...closing,
  updatedAt: stamp(n),
});

/** The session with a closing more, made as if there were no other; `n` is the place of its stamp. */
export function closed(
  facts: SessionFacts,
  { minutes = 60, id = "closing-1", n = 1, discount = 0 } = {},
): SessionFacts {
  const command = anEnd({
    ...{ id: id as ClosingId, at: at(minutes) },
    ...{ discount: piasters(discount), discountReason: "a regular" },
  });
  const { closing } = accepted(decideEnd({ ...facts, closings: [] }, command, aContext(minutes)));
  return withRows(facts, { closings: [stamped(closing, n)] });
}

/** Minutes of the evening. */
export const minuteOf = (row: Pick<SegmentRow, "startedAt">): number => (row.startedAt - EVENING) / 60_000;
