import { expect, test } from "vitest";
import { arabic } from "./messages-ar.ts";
import { english } from "./messages-en.ts";
import { plural } from "./plural.ts";

const forms = { zero: "zero", one: "one", two: "two", few: "few #", many: "many #", other: "other #" };

test("given Arabic, when counted, then all six forms are used", () => {
  const shown = [0, 1, 2, 3, 10, 11, 99, 100].map((n) => plural("ar", n, String(n), forms));
  expect(shown).toEqual(["zero", "one", "two", "few 3", "few 10", "many 11", "many 99", "other 100"]);
});

test("given English, when counted, then one and other are used", () => {
  expect([0, 1, 2].map((n) => plural("en", n, String(n), forms))).toEqual(["other 0", "one", "other 2"]);
});

test("given orders on a tile, when counted in Arabic, then the words are those of the shop", () => {
  expect([1, 2, 3, 11].map((n) => arabic.board.orders(n, String(n)))).toEqual([
    "طلب واحد",
    "طلبين",
    "3 طلبات",
    "11 طلب",
  ]);
  expect([1, 2].map((n) => english.board.orders(n, String(n)))).toEqual(["1 order", "2 orders"]);
});
