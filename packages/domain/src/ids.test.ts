import fc from "fast-check";
import { expect, test } from "vitest";
import { idAfter, idSource, isUuid, uuidV7 } from "./ids.ts";
import { epochMs } from "./time/epoch-ms.ts";

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instants = fc.integer({ min: 0, max: 2 ** 47 }).map(epochMs);

test("given an instant and random bytes, when an id is made, then it is a UUIDv7 that sorts by the instant", () => {
  expect(uuidV7(epochMs(0x017f22e279b0), new Uint8Array(10).fill(0xff))).toBe(
    "017f22e2-79b0-7fff-bfff-ffffffffffff",
  );
  expect(uuidV7(epochMs(1), new Uint8Array(10))).toBe("00000000-0001-7000-8000-000000000000");
  fc.assert(
    fc.property(instants, bytes, bytes, (at, a, b) => {
      expect(isUuid(uuidV7(at, a))).toBe(true);
      expect(uuidV7(at, a) < uuidV7(epochMs(at + 1), b)).toBe(true);
    }),
  );
  expect(() => uuidV7(epochMs(1), new Uint8Array(9))).toThrow(RangeError);
});

test("given different random bits, when ids are made in one ms, then they differ", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 7 }), (byte, bit) => {
      const changed = new Uint8Array(10);
      changed[byte] = 1 << bit;
      const spare = (byte === 0 && bit >= 4) || (byte === 2 && bit >= 6); // where version and variant stand
      expect(uuidV7(epochMs(1), changed) === uuidV7(epochMs(1), new Uint8Array(10))).toBe(spare);
    }),
  );
});

test("given a clock that stands or steps back, when one source gives ids, then each is greater than the last", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(instants, bytes), { maxLength: 30 }), (draws) => {
      let i = 0;
      const source = idSource({
        clock: { now: () => draws[i]?.[0] ?? epochMs(0) },
        randomBytes: () => draws[i]?.[1] ?? new Uint8Array(10),
      });
      let last = "";
      for (i = 0; i < draws.length; i++) {
        const id = source.next();
        expect(isUuid(id)).toBe(true);
        expect(id > last).toBe(true);
        last = id;
      }
    }),
  );
});

test("given an id to sort after, also one of version 4, then the fresh one does", () => {
  const fresh = "019abcde-0000-7000-8000-000000000001";
  expect(idAfter("019abcdd-ffff-7000-8000-000000000001", fresh)).toBe(fresh);
  expect(idAfter("f47ac10b-58cc-4372-a567-0e02b2c3d479", fresh)).toBe("f47ac10b-58cd-7000-8000-000000000001");
});

test("given other texts, then they are no ids", () => {
  for (const text of [
    "",
    "x",
    "019abcde-0000-1000-8000-000000000001",
    "019ABCDE-0000-7000-8000-000000000001",
  ]) {
    expect(isUuid(text)).toBe(false);
  }
  expect(isUuid("f47ac10b-58cc-4372-a567-0e02b2c3d479")).toBe(true);
});
