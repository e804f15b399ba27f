import { ok } from "@mikro-dash/domain/result";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { afterEach, expect, test, vi } from "vitest";
import { RouterLook } from "./router-look.ts";

let now = 0;
let asked = 0;
let up = true;
afterEach(() => vi.restoreAllMocks());

/** A look that takes so long, at a list of two. */
function lookThatTakes(ms: number): RouterLook<string> {
  now = 1_000_000;
  asked = 0;
  up = true;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  return new RouterLook({
    kind: "vouchers",
    local: { execute: async () => undefined } as never,
    clock: { now: () => epochMs(now) },
    isUp: () => up,
    ask: async () => {
      asked += 1;
      now += ms;
      return ok(["A", "B"]);
    },
  });
}

/** How often the router was asked by then, when pages ask for the list at these times after the first look. */
async function asksAfter(look: RouterLook<string>, ...times: readonly number[]): Promise<readonly number[]> {
  await look.now();
  const from = now;
  const counts: number[] = [];
  for (const time of times) {
    now = Math.max(now, from + time);
    expect((await look.now()).items).toEqual(["A", "B"]);
    counts.push(asked);
  }
  return counts;
}

test("given a list that is quickly told, when it is asked for again, then a look is shared for two seconds", async () => {
  expect(await asksAfter(lookThatTakes(5), 0, 1_900, 2_100)).toEqual([1, 1, 2]);
});

test("given a router with much to tell, when it is asked for again, then a look is shared for twenty times as long as it took", async () => {
  expect(await asksAfter(lookThatTakes(300), 2_100, 5_900, 6_100)).toEqual([1, 1, 2]);
});

test("given a very slow router, when it is asked for again, then a look is shared for ten seconds and no longer", async () => {
  expect(await asksAfter(lookThatTakes(4_000), 9_900, 10_100)).toEqual([1, 2]);
});

test("given a router that has gone since, when the list is asked for again, then the look of a moment ago is not shared", async () => {
  const look = lookThatTakes(300);
  await look.now();
  up = false;
  await look.now();
  expect(asked).toBe(2);
});

test("given a change of ours, when the list is asked for, then nobody gets the one before it", async () => {
  const look = lookThatTakes(300);
  await look.now();
  look.outdated();
  await look.now();
  expect(asked).toBe(2);
});
