import { expect, test } from "vitest";
import { isVoucherCode, VOUCHER_ALPHABET, voucherCode } from "./code.ts";

test("given every byte, when codes are made, then each sign is equally likely", () => {
  const count = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const sign = voucherCode(new Uint8Array(6).fill(byte)).charAt(3);
    count.set(sign, (count.get(sign) ?? 0) + 1);
  }
  expect([...count.keys()].sort().join("")).toBe([...VOUCHER_ALPHABET].sort().join(""));
  expect(new Set(count.values())).toEqual(new Set([8]));
});

test("given six bytes, when a code is made, then it is one of ours", () => {
  expect(voucherCode(new Uint8Array([0, 31, 32, 255, 24, 8]))).toBe("A9A92J");
  expect(isVoucherCode("A9A92J")).toBe(true);
  for (const other of ["A9A92", "A9A92JX", "a9a92j", "O9A92J", "A1A92J"])
    expect(isVoucherCode(other)).toBe(false);
  expect(() => voucherCode(new Uint8Array(5))).toThrow(RangeError);
});
