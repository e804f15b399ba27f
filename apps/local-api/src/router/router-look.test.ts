import { err, ok, type Result } from "@mikro-dash/domain/result";
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
    log: { warn: () => undefined } as never,
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

/** A list of vouchers that is held for 15 s, and the questions that the router was asked and has not answered yet. */
async function heldLook(onNewer = () => {}) {
  now = 1_000_000;
  up = true;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const open: ((answer: Result<readonly string[]>) => void)[] = [];
  const look = new RouterLook<string>({
    kind: "vouchers",
    local: { execute: async () => undefined } as never,
    clock: { now: () => epochMs(now) },
    log: { warn: () => undefined } as never,
    isUp: () => up,
    heldMs: 15_000,
    onNewer,
    ask: () => new Promise((resolve) => open.push(resolve)),
  });
  const answer = async (...items: readonly string[]) => {
    open.shift()?.(ok(items));
    await settled();
  };
  const first = look.now();
  await answer("A");
  expect((await first).items).toEqual(["A"]);
  return { look, open, answer, asOf: now };
}

/** Whatever can go on without the router has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("given a held list, when it is asked for, then it comes with its age though the router does not answer, and then the new one", async () => {
  const { look, open, answer, asOf } = await heldLook();
  now += 14_000;
  expect(await look.now()).toEqual({ source: "live", asOf, items: ["A"] });
  expect(await look.now()).toMatchObject({ asOf });
  expect(open).toHaveLength(1);
  await answer("A", "B");
  expect(await look.now()).toEqual({ source: "live", asOf: now, items: ["A", "B"] });
});

test("given a held list that is too old, when something is decided by it, then the router's answer is waited for", async () => {
  const { look, answer } = await heldLook();
  now += 15_000;
  const asked = look.now();
  await answer("B");
  expect(await asked).toEqual({ source: "live", asOf: now, items: ["B"] });
});

test("given a held list and a router that has gone, when it is asked for, then it comes at once as an old one, until it is too old", async () => {
  const { look, open, asOf } = await heldLook();
  up = false;
  now += 5_000;
  expect(await look.now()).toEqual({ source: "cached", asOf, items: ["A"] });
  open.shift()?.(err({ code: "ROUTER_UNAVAILABLE" }));
  await settled();
  up = true;
  expect(await look.now()).toMatchObject({ source: "cached", asOf });
  now += 10_000;
  const waiting = look.now();
  open.shift()?.(err({ code: "ROUTER_UNAVAILABLE" }));
  await settled();
  open.shift()?.(err({ code: "ROUTER_UNAVAILABLE" }));
  expect(await waiting).toEqual({ source: "cached", asOf, items: ["A"] });
});

test("given a held list of any age, when a screen asks for it, then it comes at once as an old one, and the screen is told once when there is a newer one", async () => {
  const onNewer = vi.fn();
  const { look, open, answer, asOf } = await heldLook(onNewer);
  now += 3_600_000;
  expect(await look.shown()).toEqual({ source: "cached", asOf, items: ["A"] });
  expect(await look.shown()).toMatchObject({ asOf });
  expect(open).toHaveLength(1);
  expect(onNewer).not.toHaveBeenCalled();
  await answer("B");
  expect(onNewer).toHaveBeenCalledTimes(1);
  expect(await look.shown()).toEqual({ source: "live", asOf: now, items: ["B"] });
  now += 5_000;
  expect(await look.shown()).toMatchObject({ source: "live", items: ["B"] });
  await answer("C");
  expect(onNewer).toHaveBeenCalledTimes(1);
});

test("given an old list and a router that is away, when a screen asks for it, then it waits for nothing, and is told when the router is back", async () => {
  const onNewer = vi.fn();
  const { look, open, answer, asOf } = await heldLook(onNewer);
  up = false;
  now += 3_600_000;
  expect(await look.shown()).toEqual({ source: "cached", asOf, items: ["A"] });
  open.shift()?.(err({ code: "ROUTER_UNAVAILABLE" }));
  await settled();
  expect(onNewer).not.toHaveBeenCalled();
  up = true;
  expect(await look.shown()).toMatchObject({ source: "cached", asOf });
  await answer("B");
  expect(onNewer).toHaveBeenCalledTimes(1);
});

test("given a change of which only a look can tell, when a screen asks for the list, then it waits for the router", async () => {
  const { look, answer } = await heldLook();
  look.outdated();
  const asked = look.shown();
  await answer("NEW");
  expect(await asked).toEqual({ source: "live", asOf: now, items: ["NEW"] });
  now += 60_000;
  expect(await look.shown()).toMatchObject({ source: "cached", items: ["NEW"] });
});

test("given the list of an earlier life, when a screen asks for it before the router has answered, then it comes at once with its age; who decides by it waits", async () => {
  const onNewer = vi.fn();
  up = true;
  const open: ((answer: Result<readonly string[]>) => void)[] = [];
  const look = new RouterLook<string>({
    kind: "vouchers",
    local: { execute: async () => ({ rows: [{ as_of: 7, items: '["OLD"]' }] }) } as never,
    clock: { now: () => epochMs(9) },
    log: { warn: () => undefined } as never,
    isUp: () => up,
    heldMs: 15_000,
    onNewer,
    ask: () => new Promise((resolve) => open.push(resolve)),
  });
  await look.restore();
  expect(await look.shown()).toEqual({ source: "cached", asOf: 7, items: ["OLD"] });
  const decided = look.now();
  open.shift()?.(ok(["NEW"]));
  expect(await decided).toEqual({ source: "live", asOf: 9, items: ["NEW"] });
  expect(onNewer).toHaveBeenCalledTimes(1);
});

test("given a change that the router told of, when a look that began before it ends, then the change stays", async () => {
  const { look, open, answer } = await heldLook();
  now += 5_000;
  await look.now();
  look.changed((items) => items.filter((item) => item !== "A"));
  expect((await look.now()).items).toEqual([]);
  await answer("A");
  expect((await look.now()).items).toEqual([]);
  expect(open).toHaveLength(1);
  await answer("C");
  expect((await look.now()).items).toEqual(["C"]);
});

test("given a change of which only a look can tell, when the list is asked for while an older look is under way, then the next one is waited for, one at a time", async () => {
  const { look, open, answer } = await heldLook();
  now += 5_000;
  await look.now();
  look.outdated();
  const asked = Promise.all([look.now(), look.now()]);
  await settled();
  expect(open).toHaveLength(1);
  await answer("A");
  expect(open).toHaveLength(1);
  await answer("A", "NEW");
  expect((await asked).map(({ items }) => items)).toEqual([
    ["A", "NEW"],
    ["A", "NEW"],
  ]);
});

test("given a look that cannot be kept for the next life, then the list is given all the same, and the log says so", async () => {
  const warn = vi.fn();
  const look = new RouterLook<string>({
    kind: "vouchers",
    local: { execute: () => Promise.reject(new Error("disk full")) } as never,
    clock: { now: () => epochMs(1) },
    log: { warn },
    isUp: () => true,
    ask: async () => ok(["A"]),
  });
  expect((await look.now()).items).toEqual(["A"]);
  await settled();
  expect(warn).toHaveBeenCalledWith(
    { error: "Error: disk full", list: "vouchers" },
    "the last look at the router cannot be kept",
  );
});

test("given a list that somebody asks for, then it is kept warm, and no longer when nobody asks", async () => {
  const look = lookThatTakes(300);
  const asksOf = async (ms: number) => {
    now += ms;
    await look.keepWarm();
    return asked;
  };
  expect(await asksOf(0)).toBe(0);
  await look.now();
  expect(await asksOf(5_000)).toBe(1);
  expect(await asksOf(5_000)).toBe(2);
  expect(await asksOf(5_000)).toBe(2);
});
