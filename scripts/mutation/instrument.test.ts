import { expect, test } from "vitest";
import { instrument } from "./instrument.ts";

/** What a program leaves in `out` with each of its mistakes in turn. */
function answers(source: string, isSql = false) {
  const { mutants, code } = instrument(source, 1, isSql);
  const program = new Function("__mutant", `let out; ${code}; return out`);
  const run = (active: number) => program((id: number) => id === active) as unknown;
  return { right: run(-1), wrong: mutants.map(({ id, operator }) => [operator, run(id)]) };
}

test("given a boundary, a sum and constants, when each mistake is made, then it alone is made", () => {
  expect(answers("out = 2 + 3 < 5")).toEqual({
    right: false,
    wrong: [
      ["boundary", true],
      ["negated condition", true],
      ["arithmetic", true],
      ["constant ± 1", false],
      ["constant ± 1", true],
      ["constant ± 1", false],
      ["constant ± 1", true],
      ["constant ± 1", true],
      ["constant ± 1", false],
    ],
  });
});

test("given calls, conditions and fallbacks, then they are swapped, left out and decided", () => {
  const swapped = answers("out = Math.max([3, 1, 2].filter((n) => n > 1).length, null ?? 7)");
  expect(swapped.right).toBe(7);
  expect(swapped.wrong).toContainEqual(["max → min", 2]);
  expect(swapped.wrong).toContainEqual(["no filter", 7]);
  expect(swapped.wrong).toContainEqual(["fallback", 2]);
  const left = answers(
    "const said = []; const say = () => { said.push(1); }; if (!false) say(); out = said.length",
  );
  expect(left.right).toBe(1);
  for (const operator of [
    "decided condition",
    "statement left out",
    "returns at once",
    "negated condition",
  ]) {
    expect(left.wrong, operator).toContainEqual([operator, 0]);
  }
});

test("given SQL in a text, when it is asked for, then its signs are swapped and what is put into it stays", () => {
  const source = `out = ((x) => \`\${x} > 1 AND b IS NULL\`)("n")`;
  expect(answers(source).wrong).toEqual([]);
  expect(answers(source, true)).toEqual({
    right: "n > 1 AND b IS NULL",
    wrong: [
      ["SQL: > → >=", "n >= 1 AND b IS NULL"],
      ["SQL: IS NULL → IS NOT NULL", "n > 1 AND b IS NOT NULL"],
      ["SQL: AND → OR", "n > 1 OR b IS NULL"],
    ],
  });
});

test("given types and imports, then no mistake is made in them", () => {
  const { mutants, code } = instrument(
    'import { a } from "x > 1"; const b: 1 | 2 = a as 1; let c!: Array<-1>;',
    1,
    true,
  );
  expect(mutants).toEqual([]);
  expect(code).toContain("const b: 1 | 2 = a as 1;");
});
