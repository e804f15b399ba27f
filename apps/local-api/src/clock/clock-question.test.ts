import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { expect, test } from "vitest";
import { clockProblem, clockQuestionAt } from "./clock-question.ts";

const SEEN = epochMs(Date.UTC(2026, 10, 22, 20));
const HOUR = 3_600_000;
const asked = (boot: number) => clockQuestionAt(epochMs(boot), SEEN) !== null;

test("given a clock at boot, when it is before the last sign of life or more than 12 h after, then it is asked about", () => {
  expect([SEEN - 1, SEEN, SEEN + 12 * HOUR, SEEN + 12 * HOUR + 1].map(asked)).toEqual([
    true,
    false,
    false,
    true,
  ]);
  expect(clockQuestionAt(epochMs(0), SEEN)).toEqual({ clockSays: 0, lastSeenAt: SEEN });
  expect(clockQuestionAt(epochMs(0), null)).toBeNull();
  expect(clockQuestionAt(SEEN, null)).toBeNull();
});

test("given an offset, when it is over 2 min, then a sentence says by how much and which way", () => {
  expect([null, 0, 120_000, -120_000].map(clockProblem)).toEqual([null, null, null, null]);
  expect(clockProblem(180_000)).toBe("This computer's clock is 3 minutes behind the cloud's: set it right.");
  expect(clockProblem(-180_000)).toContain("3 minutes ahead of");
  expect(clockProblem(120_001)).toContain("2 minutes behind");
  expect(clockProblem(156_000)).toContain("3 minutes behind");
  expect(clockProblem(100_000 * 60_000)).toContain("100000 minutes behind");
});
