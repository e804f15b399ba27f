import { type Piasters, piasters } from "./piasters.ts";

/** `n / by` to the nearest integer, half up (towards +∞), in exact integer arithmetic. */
export function divideHalfUp(n: number, by: number): number {
  const rest = ((n % by) + by) % by;
  const floor = (n - rest) / by;
  return rest * 2 >= by ? floor + 1 : floor;
}

/**
 * To the nearest multiple of `step`, half up; a positive amount never becomes zero, it becomes one step.
 * `step` 1 (or less) = exact. @see docs/billing.md
 */
export function roundToStep(amount: Piasters, step: Piasters): Piasters {
  if (step <= 1) return amount;
  const rounded = divideHalfUp(amount, step) * step;
  return rounded === 0 && amount > 0 ? step : piasters(rounded);
}
