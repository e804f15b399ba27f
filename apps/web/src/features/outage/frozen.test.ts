import { expect, test } from "vitest";
import { aBoard, aSession, aStation, MINUTE, NOW } from "../../testing/a-board.ts";
import { frozenOf, runningCount } from "./frozen.ts";

const frozen = (id: string) =>
  aStation(id, {
    session: aSession(id, [
      ["single", 60],
      ["paused", 17, "batch-1"],
    ]),
  });

test("given sessions that one batch paused, when looked at, then the freeze is in force since its instant", () => {
  const board = aBoard(frozen("1"), frozen("2"), aStation("3"));
  expect(frozenOf(board)).toEqual({ batchId: "batch-1", at: NOW - 17 * MINUTE, sessions: 2 });
  expect(runningCount(board)).toBe(0);
});

test("given a session that somebody resumed after the freeze, when looked at, then it is not frozen", () => {
  const resumed = aSession("1", [
    ["single", 60],
    ["paused", 17, "batch-1"],
    ["single", 3],
  ]);
  expect(frozenOf(aBoard(aStation("1", { session: resumed })))).toBeNull();
});

test("given a session that was paused by hand, when looked at, then that is no freeze", () => {
  const session = aSession("1", [
    ["single", 60],
    ["paused", 5],
  ]);
  expect(frozenOf(aBoard(aStation("1", { session })))).toBeNull();
});
