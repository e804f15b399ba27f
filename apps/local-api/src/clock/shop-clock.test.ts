import { expect, test } from "vitest";
import { shopClock } from "./shop-clock.ts";

const NOON = Date.UTC(2026, 10, 22, 12);

function given({ system = NOON } = {}) {
  const machine = { system, monotonic: 0 };
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
