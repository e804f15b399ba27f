import fc from "fast-check";
import { expect, test } from "vitest";
import { stamp } from "../testing/a-session.ts";
import { mergeFact, mergeRegister } from "./merge.ts";

// A stamp is given once: rows of one stamp are one row.
const row = fc.nat(30).map((n) => ({ id: "x", updatedAt: stamp(n), value: `v${n}` }));

test("given versions of a register, when they merge, then order, grouping and repetition do not matter", () => {
  fc.assert(
    fc.property(row, row, row, (a, b, c) => {
      expect(mergeRegister(a, b)).toEqual(mergeRegister(b, a));
      expect(mergeRegister(mergeRegister(a, b), c)).toEqual(mergeRegister(a, mergeRegister(b, c)));
      expect(mergeRegister(a, { ...a })).toBe(a);
      expect(mergeRegister(undefined, a)).toBe(a);
    }),
  );
});

test("given versions in any order, with repeats, when they merge one by one, then the newest is left", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const left = rows.reduce((mine, theirs) => mergeRegister(mine, theirs));
      expect(left.updatedAt).toBe(
        rows
          .map((one) => one.updatedAt)
          .sort()
          .at(-1),
      );
    }),
  );
});

test("given a fact that is there, when it arrives again, then the one that is there stays", () => {
  const mine = { id: "x" };
  expect(mergeFact(mine, { id: "x" })).toBe(mine);
  expect(mergeFact(undefined, mine)).toBe(mine);
});
