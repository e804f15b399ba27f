import { expect, test } from "vitest";
import { decodeLength, encodeLength } from "./length-prefix.ts";
import { encodeSentences, parseRequest } from "./sentence.ts";
import { SentenceReader } from "./sentence-reader.ts";

test.each([
  [0, "00"],
  [0x7f, "7f"],
  [0x80, "8080"],
  [0x3fff, "bfff"],
  [0x4000, "c04000"],
  [0x1fffff, "dfffff"],
  [0x200000, "e0200000"],
])("given a word of %i bytes, when its length is written, then it is %s and reads back", (length, hex) => {
  expect(encodeLength(length).toString("hex")).toBe(hex);
  expect(decodeLength(encodeLength(length), 0)).toEqual({ size: hex.length / 2, length });
});

test("given the two longest forms, when they are written, then they have four and five bytes", () => {
  expect(encodeLength(0xfffffff).toString("hex")).toBe("efffffff");
  expect(encodeLength(0x10000000).toString("hex")).toBe("f010000000");
});

test("given a five-byte prefix of a short word, when it is read, then the length is taken from the four bytes after 0xF0", () => {
  expect(decodeLength(Buffer.from("f000000003", "hex"), 0)).toEqual({ size: 5, length: 3 });
});

test("given a reserved control byte, when it is read, then the stream is refused", () => {
  expect(() => decodeLength(Buffer.from([0xf8]), 0)).toThrow("reserved");
});

test.each([1, 2, 3, 7, 128, 300])(
  "given a stream cut into pieces of %i bytes, when read, then sentences are whole",
  (size) => {
    const sentences = [
      ["/login", "=name=a"],
      ["!re", `=comment=${"x".repeat(200)}`, `=b=${"y".repeat(17_000)}`],
      ["!done"],
    ];
    const bytes = encodeSentences(sentences);
    const reader = new SentenceReader();
    const read: string[][] = [];
    for (let at = 0; at < bytes.length; at += size) read.push(...reader.push(bytes.subarray(at, at + size)));
    expect(read).toEqual(sentences);
  },
);

test("given a tag anywhere and values with equal signs, when parsed, then nothing is lost", () => {
  const request = parseRequest(["/ip/hotspot/user/add", ".tag=7", "=comment=a=b=c", "?name=x", "=empty="]);
  expect(request.tag).toBe("7");
  expect(Object.fromEntries(request.attributes)).toEqual({ comment: "a=b=c", empty: "" });
  expect(request.queries).toEqual(["name=x"]);
});
