import { expect, test } from "vitest";
import { Link } from "./link.ts";

test("given jitter of a seed, when pieces are sent, then the seed alone says how late each of them is", () => {
  const lateness = (seed: number) => {
    const link = new Link();
    link.setJitter(200, seed);
    return Array.from({ length: 1_000 }, () => link.travelMs("up", 1));
  };
  const late = lateness(7);
  expect(lateness(7)).toEqual(late);
  expect(lateness(8)).not.toEqual(late);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late)).toBeLessThan(200);
  expect(late.reduce((sum, ms) => sum + ms, 0) / late.length).toBeCloseTo(100, -1);
});

test("given a narrow link, when pieces queue, then each waits for those before it, in its own direction only", () => {
  const link = new Link();
  link.setBandwidth(1_000);
  expect(link.travelMs("up", 500)).toBeCloseTo(500, -1);
  expect(link.travelMs("up", 500)).toBeCloseTo(1_000, -1);
  expect(link.travelMs("down", 500)).toBeCloseTo(500, -1);
});
