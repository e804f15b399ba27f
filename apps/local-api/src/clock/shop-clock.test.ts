import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { expect, test } from "vitest";
import { shopClock } from "./shop-clock.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

function given({ system = NOON, monotonic = 0 } = {}) {
  const machine = { system, monotonic };
  const clock = shopClock(
    () => machine.system,
    () => machine.monotonic,
  );
  const pass = (ms: number) => {
    machine.system += ms;
    machine.monotonic += ms;
  };
  return { machine, clock, pass };
}

test("given no answer of the primary yet, when the computer's clock is corrected, then the time follows it", () => {
  const { machine, clock } = given({ system: 0 });
  machine.system = NOON;
  expect(clock.now()).toBe(NOON);
  expect(clock.offsetMs).toBeNull();
});

test("given a clock at 1970, when the primary answers, then the time is the primary's plus half the round trip", () => {
  const { clock, pass } = given({ system: 0 });
  clock.learn(NOON, 200);
  pass(5_000);
  expect(clock.now()).toBe(NOON + 100 + 5_000);
  expect(clock.offsetMs).toBe(NOON + 100);
});

test("given an answer, when the computer's clock jumps, then the time goes on as if nothing had happened", () => {
  const { machine, clock, pass } = given();
  clock.learn(NOON + 50, 20);
  machine.system += 365 * 86_400_000;
  pass(1_000);
  expect(clock.now()).toBe(NOON + 1_000);
});

test("given answers that jitter, when they are learnt, then the time never goes back", () => {
  const { clock, pass } = given();
  clock.learn(NOON + 40, 0);
  pass(10);
  const before = clock.now();
  clock.learn(NOON - 300, 0);
  expect(clock.now()).toBeGreaterThanOrEqual(before);
});

test("given a computer that has run for an hour, when parts of a ms pass, then they are rounded", () => {
  const { machine, clock } = given({ monotonic: 3_600_000 });
  clock.learn(NOON + 50_000, 1);
  expect([clock.now(), clock.offsetMs]).toEqual([NOON + 50_001, 50_001]);
  machine.monotonic += 0.6;
  expect(clock.now()).toBe(NOON + 50_002);
});

test("given an answer, when a later one is more than a second away, then it is followed, and else it is not", () => {
  for (const [away, followed] of [
    [1_000, 0],
    [-1_000, 0],
    [1_001, 1_001],
    [-60_000, -60_000],
  ] as const) {
    const { clock, machine } = given();
    clock.learn(NOON, 0);
    machine.system += 5;
    clock.learn(NOON + away, 0);
    expect([clock.now(), clock.offsetMs], String(away)).toEqual([NOON + followed, away - 5]);
  }
});

test("given a first answer of exactly a second away, then the computer's own time is kept, and made independent of it", () => {
  for (const [away, followed] of [
    [1_000, 0],
    [1_001, 1_001],
  ] as const) {
    const { clock, machine } = given();
    clock.learn(NOON + away, 0);
    machine.system += 86_400_000;
    expect(clock.now(), String(away)).toBe(NOON + followed);
  }
});

test("given somebody who says which time it is, then it holds until the primary says otherwise", () => {
  const { clock, pass } = given({ system: 0, monotonic: 500 });
  clock.tell(epochMs(NOON));
  pass(2_000);
  expect([clock.now(), clock.offsetMs]).toEqual([NOON + 2_000, null]);
  clock.learn(NOON + 90_000, 0);
  expect(clock.now()).toBe(NOON + 90_000);
});
