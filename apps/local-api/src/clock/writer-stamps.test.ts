import { formatStamp } from "@mikro-dash/domain/sync/hlc";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { expect, test } from "vitest";
import { writerStamps } from "./writer-stamps.ts";

const NOON = epochMs(Date.UTC(2026, 10, 22, 12));
const given = () => writerStamps({ node: "desktop1", clock: { now: () => NOON }, last: null });
const stamp = (at: number, counter: number, node = "desktop1") =>
  formatStamp({ at: epochMs(at), counter, node });

test("given a writer, when it ticks and sees others, then it goes on after all of them", () => {
  const stamps = given();
  expect([stamps.last, stamps.tick(), stamps.last]).toEqual([null, stamp(NOON, 0), stamp(NOON, 0)]);
  stamps.observe(stamp(NOON + 5, 2, "phone001"));
  expect(stamps.tick()).toBe(stamp(NOON + 5, 3));
});

test("given stamps that are taken back, when it begins again, then it goes on from what was accepted, or from now", () => {
  const stamps = given();
  stamps.observe(stamp(NOON + 86_400_000, 0));
  stamps.restart(stamp(NOON + 1, 0, "phone001"));
  expect([stamps.last, stamps.tick()]).toEqual([stamp(NOON + 1, 0, "phone001"), stamp(NOON + 1, 1)]);
  stamps.restart(null);
  expect([stamps.last, stamps.tick()]).toEqual([null, stamp(NOON, 0)]);
});
