import { formatStamp, type HlcStamp, parseStamp } from "@mikro-dash/domain/sync/hlc";
import { epochMs } from "@mikro-dash/domain/time/epoch-ms";
import { expect, test } from "vitest";
import { type OwnRow, takeBack } from "./taking-back.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 20);
const NODE = "desktop1";

const stamp = (at: number, counter = 0, node = NODE): HlcStamp =>
  formatStamp({ at: epochMs(at), counter, node });
const fact = (at: number, ...instants: number[]): OwnRow => ({ stamp: stamp(at), isFact: true, instants });
const register = (at: number, ...instants: number[]): OwnRow => ({
  stamp: stamp(at),
  isFact: false,
  instants,
});
const before = stamp(NOW - 30 * DAY);
const back = (rows: readonly OwnRow[], parts: Partial<Parameters<typeof takeBack>[1]> = {}) =>
  takeBack(rows, { lives: [], now: NOW, error: 0, accepted: null, node: NODE, ...parts });
const times = (corrections: ReturnType<typeof back>) => corrections.map((one) => one.instants[0]);

test("given a clock a day ahead, when it is known, then what was written this hour is shifted by a day, in its order", () => {
  const life = { after: before, from: NOW + DAY - 60 * MINUTE };
  const [started, ended] = [NOW + DAY - 50 * MINUTE, NOW + DAY - 10 * MINUTE];
  const corrections = back([fact(ended, ended), fact(started, started)], { lives: [life], error: -DAY });
  expect(times(corrections)).toEqual([NOW - 50 * MINUTE, NOW - 10 * MINUTE]);
  expect(corrections.map((one) => parseStamp(one.stamp)?.at)).toEqual([NOW - 50 * MINUTE, NOW - 10 * MINUTE]);
});

test("given what was written before the clock went wrong, when a row of it was edited since, then that instant stays", () => {
  const life = { after: before, from: NOW + DAY - 60 * MINUTE };
  const yesterday = NOW - 20 * 60 * MINUTE;
  const edited = NOW + DAY - 5 * MINUTE;
  const [correction] = back([register(edited, yesterday, edited)], { lives: [life], error: -DAY });
  expect(correction?.instants).toEqual([yesterday, NOW - 5 * MINUTE]);
});

test("given a row that was written over before anybody heard of it, when the later version is taken back to that very moment, then it does not get the stamp of the earlier one", () => {
  const life = { after: stamp(NOW, 3), from: NOW + 12 * MINUTE };
  const [correction] = back([register(NOW + 12 * MINUTE, NOW - DAY)], { lives: [life], error: -12 * MINUTE });
  expect(correction?.stamp).toBe(stamp(NOW, 4));
});

test("given a life that began with a stamp of 5 min ahead, which stays, when its rows are taken back, then they go on after it", () => {
  const life = { after: stamp(NOW + 5 * MINUTE), from: NOW + DAY };
  const [correction] = back([fact(NOW + DAY, NOW + DAY)], { lives: [life], error: -DAY });
  expect(correction?.stamp).toBe(stamp(NOW + 5 * MINUTE, 1));
});

test("given stamps of 5 min ahead or less, when they are looked at, then they stay as they are", () => {
  const life = { after: before, from: NOW };
  expect(back([fact(NOW + 5 * MINUTE, NOW)], { lives: [life], error: -5 * MINUTE })).toEqual([]);
  expect(back([fact(NOW + 5 * MINUTE + 1, NOW)], { lives: [life], error: -5 * MINUTE })).toHaveLength(1);
});

test("given an earlier life a year ahead and a clock set right since, when it is known, then that life ended before this one began", () => {
  const year = 365 * DAY;
  const [began, last] = [NOW + year, NOW + year + 40 * MINUTE];
  const lives = [
    { after: before, from: began },
    { after: stamp(last), from: NOW - 10 * MINUTE },
  ];
  const present = { stamp: stamp(last, 7), isFact: true, instants: [NOW - 5 * MINUTE] };
  const rows = [fact(began + MINUTE, began + MINUTE), fact(last, last), present];
  expect(times(back(rows, { lives }))).toEqual([NOW - 49 * MINUTE, NOW - 10 * MINUTE, NOW - 5 * MINUTE]);
});

test("given two lives of the same wrong clock, when it is known, then both are shifted by the same", () => {
  const lives = [
    { after: before, from: NOW + DAY - 300 * MINUTE },
    { after: stamp(NOW + DAY - 200 * MINUTE), from: NOW + DAY - 100 * MINUTE },
  ];
  const rows = [250, 200, 50].map((ago) => fact(NOW + DAY - ago * MINUTE, NOW + DAY - ago * MINUTE));
  const corrections = back(rows, { lives, error: -DAY });
  expect(times(corrections)).toEqual([250, 200, 50].map((ago) => NOW - ago * MINUTE));
});

test("given stamps that the primary has accepted, when rows are stamped anew, then they come after all of them", () => {
  const accepted = stamp(NOW - MINUTE, 3, "phone001");
  const life = { after: accepted, from: NOW + DAY };
  const rows = [fact(NOW + DAY, NOW + DAY), fact(NOW + DAY + 1, NOW + DAY + 1)];
  const stamps = back(rows, { lives: [life], error: -2 * DAY, accepted }).map((one) => one.stamp);
  expect(stamps).toEqual([stamp(NOW - MINUTE, 4), stamp(NOW - MINUTE, 5)]);
});

test("given a primary that has accepted stamps as far ahead, when rows cannot be earlier than they are, then they stay", () => {
  const accepted = stamp(NOW + DAY, 3);
  const rows = [4, 5].map((counter) => ({ ...fact(NOW + DAY, NOW), stamp: stamp(NOW + DAY, counter) }));
  const life = { after: before, from: NOW + DAY - 60 * MINUTE };
  expect(back(rows, { lives: [life], error: -DAY, accepted })).toEqual([]);
});

test("given a stamp of the last ms that is let be, when its counter shows that it came later, then it is taken back", () => {
  const life = { after: before, from: NOW };
  const parts = { lives: [life], error: -5 * MINUTE };
  const edge = { isFact: true, instants: [NOW] };
  expect(back([{ ...edge, stamp: stamp(NOW + 5 * MINUTE) }], parts)).toEqual([]);
  expect(back([{ ...edge, stamp: stamp(NOW + 5 * MINUTE, 1) }], parts)).toHaveLength(1);
});

test("given rows in any order, then they keep theirs when they are stamped anew", () => {
  const life = { after: before, from: NOW + DAY };
  const rows = [3, 1, 2, 0].map((minute) => fact(NOW + DAY + minute, NOW + DAY));
  const corrections = back(rows, { lives: [life], error: -DAY });
  const written = corrections.map(({ row }) => row.stamp);
  expect(written).toEqual(written.toSorted());
  const anew = corrections.map((one) => one.stamp);
  expect(anew).toEqual(anew.toSorted());
});

test("given a life that only edited registers, then instants of before it do not say when it ended", () => {
  const lives = [
    { after: before, from: NOW + DAY - 30 * MINUTE },
    { after: stamp(NOW + DAY), from: NOW - 10 * MINUTE },
  ];
  const edited = register(NOW + DAY - 20 * MINUTE, NOW + 3 * DAY);
  expect(times(back([edited], { lives }))).toEqual([NOW + 2 * DAY + 20 * MINUTE]);
});

test("given an instant of a little before a life began, then it is of that life, and of the one before when it is earlier", () => {
  const from = NOW + DAY;
  const life = { after: before, from };
  const [told, earlier] = [from - 5 * MINUTE, from - 5 * MINUTE - 1];
  const corrections = back([fact(from + MINUTE, told, earlier)], { lives: [life], error: -DAY });
  expect(corrections[0]?.instants).toEqual([told - DAY, earlier]);
});

/** One that ran 16 min ahead and ended at 10 min ago, then the present one, 12 min ahead. */
const twoClocks = [
  { after: before, from: NOW },
  { after: stamp(NOW + 6 * MINUTE), from: NOW + 2 * MINUTE },
];

test("given two lives of clocks that were wrong differently, when it is known, then each instant is corrected by the clock of its life", () => {
  const rows = [fact(NOW + 6 * MINUTE, NOW + 6 * MINUTE), fact(NOW + 8 * MINUTE, NOW + 8 * MINUTE)];
  const corrections = back(rows, { lives: twoClocks, error: -12 * MINUTE });
  expect(times(corrections)).toEqual([NOW - 10 * MINUTE, NOW - 4 * MINUTE]);
});

test("given an instant up to 5 min ahead by the latest life that it can be of, then it is of that life", () => {
  const rows = [
    fact(NOW + 6 * MINUTE, NOW + 6 * MINUTE),
    register(NOW + 8 * MINUTE, NOW + 17 * MINUTE, NOW + 17 * MINUTE + 1),
  ];
  const [, edited] = back(rows, { lives: twoClocks, error: -12 * MINUTE });
  expect(edited?.instants).toEqual([NOW + 5 * MINUTE, NOW + MINUTE + 1]);
});

test("given a row of a life a year ahead that was edited in the next, then its instant is of the life in which it was told", () => {
  const last = NOW + 365 * DAY;
  const lives = [
    { after: before, from: last - MINUTE },
    { after: stamp(last), from: NOW - 10 * MINUTE },
  ];
  const edited = { stamp: stamp(last, 1), isFact: false, instants: [last, NOW - 5 * MINUTE] };
  const [, correction] = back([fact(last, last), edited], { lives });
  expect(correction?.instants).toEqual([NOW - 10 * MINUTE, NOW - 5 * MINUTE]);
});

test("given a life that wrote nothing ahead, then its clock is believed: the life before ended before it began, and its own instants stay", () => {
  const last = NOW + DAY;
  const lives = [
    { after: before, from: last - MINUTE },
    { after: stamp(last), from: NOW - 30 * MINUTE },
    { after: stamp(last, 1), from: NOW + 2 * MINUTE },
  ];
  const present = { stamp: stamp(last, 2), isFact: true, instants: [NOW + 3 * MINUTE, NOW - 20 * MINUTE] };
  const corrections = back([fact(last, last), present], { lives, error: -12 * MINUTE });
  expect(corrections.map((one) => one.instants)).toEqual([
    [NOW - 30 * MINUTE],
    [NOW - 9 * MINUTE, NOW - 20 * MINUTE],
  ]);
});
