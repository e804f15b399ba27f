import { expect, test } from "vitest";
import { contradiction } from "./contradiction.ts";

test.each([
  ["online", "free", "idle"],
  ["online", "running", null],
  ["online", "paused", null],
  ["online", "outOfOrder", null],
  ["offline", "free", null],
  ["offline", "running", "off"],
  ["offline", "paused", null],
  ["unknown", "free", null],
  ["unknown", "running", null],
  [undefined, "running", null],
] as const)(
  "given a console that is %s at a station that is %s, then %s is said",
  (console, station, said) => {
    expect(contradiction(console, station)).toBe(said);
  },
);
