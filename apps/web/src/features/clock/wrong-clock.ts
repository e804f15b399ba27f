import type { Status } from "@mikro-dash/api-contract/schemas/status";

/** How wrong the computer's clock is known to be; null when the host does not complain about it. */
export function wrongClock({
  clockProblem,
  clockOffsetMs,
}: Pick<Status, "clockProblem" | "clockOffsetMs">): { readonly slow: boolean; readonly byMs: number } | null {
  if (clockProblem === null || clockOffsetMs === null) return null;
  return { slow: clockOffsetMs > 0, byMs: Math.abs(clockOffsetMs) };
}
