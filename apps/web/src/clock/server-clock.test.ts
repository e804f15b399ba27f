import { expect, test } from "vitest";
import { createServerClock } from "./server-clock.ts";

function aClock() {
  let monotonic = 0;
  const clock = createServerClock({ monotonic: () => monotonic, wall: () => 1_000_000 + monotonic });
  return { clock, pass: (ms: number) => (monotonic += ms) };
}

test("given no answer yet, when asked, then it is the device's own time", () => {
  const { clock, pass } = aClock();
  pass(500);
  expect(clock.instant()).toBe(1_000_500);
});

test("given an answer, when learned, then half of the travel is taken off", () => {
  const { clock, pass } = aClock();
  pass(200);
  clock.learn(5_000_000, 0, 200);
  expect(clock.now()).toBe(5_000_100);
  pass(1000);
  expect(clock.instant()).toBe(5_001_100);
});

test("given time passing, when nothing ticked, then now stands and instant moves", () => {
  const { clock, pass } = aClock();
  clock.learn(5_000_000, 0, 0);
  pass(900);
  expect(clock.now()).toBe(5_000_000);
  clock.tick();
  expect(clock.now()).toBe(5_000_900);
});

test("given jitter or a slow answer, when learned, then the clock stays", () => {
  const { clock, pass } = aClock();
  clock.learn(5_000_000, 0, 0);
  clock.learn(5_000_200, 0, 0);
  pass(9000);
  clock.learn(7_000_000, 0, 9000);
  expect(clock.instant()).toBe(5_009_000);
});

test("given a listener, when ticked, then it hears until it leaves", () => {
  const { clock } = aClock();
  let heard = 0;
  const leave = clock.subscribe(() => {
    heard += 1;
  });
  clock.tick();
  leave();
  clock.tick();
  expect(heard).toBe(1);
});
