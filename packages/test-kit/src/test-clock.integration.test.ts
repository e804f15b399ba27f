import { expect, test } from "vitest";
import { startTestClock } from "./test-clock.ts";

const read = async (url: string) => Number(await (await fetch(url)).text());

test("given a test clock, when it is set and moved, then every reader sees exactly that, and it stands still otherwise", async () => {
  await using clock = await startTestClock(1_767_225_600_000);
  expect(await read(clock.url)).toBe(1_767_225_600_000);
  expect(clock.advance(90_000)).toBe(1_767_225_690_000);
  expect(await read(clock.url)).toBe(1_767_225_690_000);
  clock.set(5);
  expect(await read(clock.url)).toBe(5);
  expect(await read(clock.url)).toBe(clock.now());
});
