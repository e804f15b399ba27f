import { expect, test } from "vitest";
import { mapInPieces } from "./in-pieces.ts";

test("given a long list, when it is mapped, then it is whole and in order, and others have their turn in between", async () => {
  let turns = 0;
  const turn = () => {
    turns += 1;
    if (turns < 3) setImmediate(turn);
  };
  setImmediate(turn);
  const rows = Array.from({ length: 2_501 }, (_, n) => n);
  expect(await mapInPieces(rows, (n) => n * 2)).toEqual(rows.map((n) => n * 2));
  expect(turns).toBe(3);
});

test("given a short list, when it is mapped, then nobody has to wait for it", async () => {
  let turns = 0;
  setImmediate(() => {
    turns += 1;
  });
  expect(await mapInPieces(["a", "b"], (one) => one.toUpperCase())).toEqual(["A", "B"]);
  expect(await mapInPieces([], () => 1)).toEqual([]);
  expect(turns).toBe(0);
});
