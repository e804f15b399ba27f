import { type EpochMs, epochMs } from "@mikro-dash/domain/time/epoch-ms";

const LONGEST_NIGHT_MS = 12 * 3_600_000;
const WORTH_A_WORD_MS = 2 * 60_000;

export interface ClockQuestion {
  readonly clockSays: EpochMs;
  readonly lastSeenAt: EpochMs;
}

/** At boot: a clock that is before the last sign of life, or longer after it than a shop is closed, cannot be believed. */
export function clockQuestionAt(boot: EpochMs, lastSeenAt: EpochMs | null): ClockQuestion | null {
  if (lastSeenAt === null) return null;
  const isPlausible = boot >= lastSeenAt && boot - lastSeenAt <= LONGEST_NIGHT_MS;
  return isPlausible ? null : { clockSays: epochMs(boot), lastSeenAt };
}

/** @param offsetMs the primary's clock minus this computer's */
export function clockProblem(offsetMs: number | null): string | null {
  if (offsetMs === null || Math.abs(offsetMs) <= WORTH_A_WORD_MS) return null;
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const how = offsetMs > 0 ? "behind" : "ahead of";
  return `This computer's clock is ${minutes} minutes ${how} the cloud's: set it right.`;
}
