import { expect, test } from "vitest";
import { epochMs } from "../time/epoch-ms.ts";
import {
  formatVoucherComment,
  parseVoucherComment,
  restoredThrough,
  withoutRestoredMark,
  withRestoredMark,
} from "./comment.ts";

const createdAt = epochMs(1_795_374_000_000);

test("given a comment of ours, when it is read, then it says what was written, pipes in the note included", () => {
  const comment = { packageId: "01960000-0000-7000-8000-000000000001", createdAt, note: "طاولة 3 | احمد" };
  expect(parseVoucherComment(formatVoucherComment(comment))).toEqual(comment);
});

test.each([
  ["pkg:3|created:1700000000000|", { packageId: "3", createdAt: 1_700_000_000_000, note: "" }],
  ["pkg:3|created:1700000000000", { packageId: "3", createdAt: 1_700_000_000_000, note: "" }],
  ["pkg:|created:1700000000000|x", { packageId: null, createdAt: 1_700_000_000_000, note: "x" }],
  ["pkg:3", { packageId: "3", createdAt: null, note: "" }],
  ["created:soon|x", { packageId: null, createdAt: null, note: "created:soon|x" }],
  ["for Ahmed", { packageId: null, createdAt: null, note: "for Ahmed" }],
  ["", { packageId: null, createdAt: null, note: "" }],
])("given %j, when it is read, then nothing is lost", (text, expected) => {
  expect(parseVoucherComment(text)).toEqual(expected);
});

test.each(["pkg:3|created:1700000000000|طاولة | 3", "for Ahmed", "", "x|lost:soon"])(
  "given %j, when what the router forgot is marked as restored, twice, then the last start is read and nothing else differs",
  (text) => {
    expect(restoredThrough(text)).toBeNull();
    const marked = withRestoredMark(withRestoredMark(text, createdAt), epochMs(createdAt + 1));
    expect(restoredThrough(marked)).toBe(createdAt + 1);
    expect(withoutRestoredMark(marked)).toBe(text);
    expect(parseVoucherComment(marked)).toEqual(parseVoucherComment(text));
  },
);

test("given a package id that would break the form, when it is written, then it throws", () => {
  expect(() => formatVoucherComment({ packageId: "a|b", createdAt })).toThrow(RangeError);
});
