import { expect, test } from "vitest";
import { Histogram } from "./histogram.ts";

test("given observations, when they are read, then each bucket counts all that are not greater than its bound", () => {
  const histogram = new Histogram("push_seconds");
  for (const ms of [1, 5, 5.1, 900, 60_000]) histogram.observeMs(ms);
  const text = histogram.read();
  expect(text).toContain("# TYPE push_seconds histogram\n");
  expect(text).toContain('push_seconds_bucket{le="0.005"} 2\npush_seconds_bucket{le="0.01"} 3\n');
  expect(text).toContain('push_seconds_bucket{le="1"} 4\n');
  expect(text).toContain('push_seconds_bucket{le="10"} 4\npush_seconds_bucket{le="+Inf"} 5\n');
  expect(text).toContain("push_seconds_sum 60.911100\npush_seconds_count 5\n");
});
