import type { FieldProblem } from "../refusal.ts";
import { MAX_AMOUNT, MAX_QUANTITY } from "./piasters.ts";

function within(path: string, n: number, min: number, max: number): readonly FieldProblem[] {
  if (Number.isSafeInteger(n) && n >= min && n <= max) return [];
  return [{ path, message: `must be a whole number from ${min} to ${max}` }];
}

/** Piasters, 0 … 10,000,000. @see docs/billing.md */
export function amountProblems(path: string, n: number): readonly FieldProblem[] {
  return within(path, n, 0, MAX_AMOUNT);
}

/** Piasters, 1 … 10,000,000: what adds to a bill or to the till must be something. */
export function positiveAmountProblems(path: string, n: number): readonly FieldProblem[] {
  return within(path, n, 1, MAX_AMOUNT);
}

/** Pieces, 1 … 999. */
export function quantityProblems(path: string, n: number): readonly FieldProblem[] {
  return within(path, n, 1, MAX_QUANTITY);
}

/** Minutes of play, 1 … 43,200 (30 days). */
export function minutesProblems(path: string, n: number): readonly FieldProblem[] {
  return within(path, n, 1, 43_200);
}

/** A sentence that somebody wrote: 1 … `max` characters, not only blanks. */
export function textProblems(path: string, text: string, max = 500): readonly FieldProblem[] {
  if (text.trim() === "") return [{ path, message: "must not be empty" }];
  return text.length > max ? [{ path, message: `must be at most ${max} characters` }] : [];
}
