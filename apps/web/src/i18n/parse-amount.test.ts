import { expect, test } from "vitest";
import { parseAmount, parseWhole } from "./parse-amount.ts";

test("given pounds, when parsed, then they are piasters exactly", () => {
  expect(["35", "35.5", "35.05", "0", " 7 "].map(parseAmount)).toEqual([3500, 3550, 3505, 0, 700]);
});

test("given Arabic-Indic or Persian digits and the Arabic decimal sign, when parsed, then they count", () => {
  expect(["٣٥", "٣٥٫٥٠", "۱۲,۵"].map(parseAmount)).toEqual([3500, 3550, 1250]);
});

test("given something else, when parsed, then there is no amount", () => {
  expect(["", "-5", "1.234", "abc", "1e3", "5 EGP"].map(parseAmount)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

test("given a whole number, when parsed, then fractions are refused", () => {
  expect(["12", "٥٠٠", "1.5", ""].map(parseWhole)).toEqual([12, 500, null, null]);
});
