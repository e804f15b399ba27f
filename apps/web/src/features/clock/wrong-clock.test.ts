import { expect, test } from "vitest";
import { wrongClock } from "./wrong-clock.ts";

test("given a host that complains about the clock, when shown, then by how much and which way", () => {
  const problem = "This computer's clock is …";
  expect(wrongClock({ clockProblem: problem, clockOffsetMs: 180_000 })).toEqual({
    slow: true,
    byMs: 180_000,
  });
  expect(wrongClock({ clockProblem: problem, clockOffsetMs: -180_000 })).toEqual({
    slow: false,
    byMs: 180_000,
  });
});

test("given a host that does not complain, or a phone, when shown, then there is no warning", () => {
  expect(wrongClock({ clockProblem: null, clockOffsetMs: 90_000 })).toBeNull();
  expect(wrongClock({ clockProblem: null, clockOffsetMs: null })).toBeNull();
});
