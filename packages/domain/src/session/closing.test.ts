import { describe, expect, test } from "vitest";
import type { ClosingId } from "../ids.ts";
import { aContext, accepted, aSession, aTransfer, at, aVoid, stamp, withRows } from "../testing/a-session.ts";
import { effectiveClosing, standingClosings } from "./closing.ts";
import { decideEnd } from "./decide-end.ts";
import type { ClosingRow } from "./facts.ts";

const facts = aSession();
const { closing } = accepted(decideEnd(facts, { at: at(9), receiptNo: "A-1", by: null }, aContext(9)));
const aClosing = (id: string, n: number): ClosingRow => ({
  ...{ ...closing, id: id as ClosingId, updatedAt: stamp(n) },
});
const standing = (...closings: readonly ClosingRow[]) =>
  standingClosings(withRows(facts, { closings })).map(({ id }) => String(id));

describe("given several closings", () => {
  test("when they stand, then the greatest stamp comes first, in whatever order they arrived", () => {
    const [old, newer, newest] = [aClosing("z", 1), aClosing("a", 2), aClosing("m", 3)];
    for (const order of [
      [old, newer, newest],
      [newest, newer, old],
      [newer, newest, old],
    ]) {
      expect(standing(...order)).toEqual(["m", "a", "z"]);
      expect(effectiveClosing(withRows(facts, { closings: order }))?.id).toBe("m");
    }
  });

  test("when two have the same stamp, then the greater id comes first", () => {
    const [a, b] = [aClosing("a", 1), aClosing("b", 1)];
    expect([standing(a, b), standing(b, a)]).toEqual([
      ["b", "a"],
      ["b", "a"],
    ]);
  });

  test("when one is voided, or the transfer that it was made with, then it does not stand", () => {
    const rows = withRows(facts, {
      closings: [aClosing("a", 1), aClosing("b", 2), aClosing("c", 3)],
      transfersOut: [aTransfer("t", 100, { closingId: "b" as ClosingId })],
      voids: [aVoid("t"), aVoid("c")],
    });
    expect(standingClosings(rows).map(({ id }) => id)).toEqual(["a"]);
  });
});
