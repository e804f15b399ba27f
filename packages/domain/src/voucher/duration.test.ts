import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";

test.each([
  ["0s", 0],
  ["1w2d3h4m5s", 788_645],
  ["4m2s", 242],
  ["24h", 86_400],
  ["23:59:00", 86_340],
  ["00:30", 1_800],
  ["1d02:03:04", 93_784],
  ["2w 01:00:00", 1_213_200],
  ["1s500ms", 1],
])("given %s, when it is read, then it is %i seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(["", "none", "1x", "5", "s", "1h2", "-1s", "99:99"])("given %j, then it is no duration", (text) => {
  expect(parseDuration(text)).toBeNull();
});

test("given any seconds, when they are written and read, then they are the same", () => {
  fc.assert(fc.property(fc.nat(10_000_000), (n) => parseDuration(formatDuration(n)) === n));
  expect(formatDuration(788_645)).toBe("1w2d3h4m5s");
  expect(() => formatDuration(-1)).toThrow(RangeError);
});
