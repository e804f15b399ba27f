import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { epochMs } from "../time/epoch-ms.ts";
import { compareStamps, formatStamp, type HlcStamp, hybridClock, parseStamp } from "./hlc.ts";

const settable = (ms: number) => ({
  ms,
  now() {
    return epochMs(this.ms);
  },
});
const noon = Date.UTC(2026, 10, 22, 12);

describe("given a hybrid clock", () => {
  test("when it ticks within a ms, then the counter grows; when time goes on, it starts again", () => {
    const clock = settable(noon);
    const hlc = hybridClock({ node: "a1b2c3d4", clock });
    expect(hlc.last).toBeNull();
    expect(hlc.tick()).toBe("2026-11-22T12:00:00.000Z-0000-a1b2c3d4");
    expect(hlc.tick()).toBe("2026-11-22T12:00:00.000Z-0001-a1b2c3d4");
    clock.ms += 1;
    expect(hlc.tick()).toBe("2026-11-22T12:00:00.001Z-0000-a1b2c3d4");
    expect(hlc.last).toBe("2026-11-22T12:00:00.001Z-0000-a1b2c3d4");
  });

  test("when the counter is full, then a ms is borrowed", () => {
    const last = formatStamp({ at: epochMs(noon), counter: 0xffff, node: "zzzzzzzz" });
    const hlc = hybridClock({ node: "00000000", clock: settable(noon), last });
    expect(hlc.tick()).toBe("2026-11-22T12:00:00.001Z-0000-00000000");
    expect(hlc.tick()).toBe("2026-11-22T12:00:00.001Z-0001-00000000");
  });

  test("when it was restarted with an earlier clock, then it goes on from its last stamp", () => {
    const last = formatStamp({ at: epochMs(noon), counter: 7, node: "a1b2c3d4" });
    const hlc = hybridClock({ node: "a1b2c3d4", clock: settable(0), last });
    expect(hlc.last).toBe(last);
    expect(hlc.tick()).toBe("2026-11-22T12:00:00.000Z-0008-a1b2c3d4");
  });

  test("when it sees an older stamp of the same ms, then it does not go back", () => {
    const hlc = hybridClock({ node: "a1b2c3d4", clock: settable(noon) });
    for (let i = 0; i < 3; i++) hlc.tick();
    hlc.observe(formatStamp({ at: epochMs(noon), counter: 0, node: "zzzzzzzz" }));
    expect(hlc.tick()).toBe("2026-11-22T12:00:00.000Z-0003-a1b2c3d4");
  });

  test("when it sees text that is no stamp, then nothing changes", () => {
    const hlc = hybridClock({ node: "a1b2c3d4", clock: settable(noon) });
    for (const text of [
      "",
      "9",
      "9999-99-99T99:99:99.999Z-0000-a1b2c3d4",
      "2026-11-22T12:00:00.000Z-0000-A1B2C3D4",
    ]) {
      hlc.observe(text);
    }
    expect(hlc.last).toBeNull();
  });

  test("whatever its clock does and whatever it sees, each stamp is greater than all before", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("tick" as const), drift: fc.integer({ min: -3, max: 3 }) }),
      fc.record({
        kind: fc.constant("see" as const),
        at: fc.integer({ min: noon - 3, max: noon + 3 }),
        counter: fc.constantFrom(0, 1, 0xfffe, 0xffff),
        node: fc.constantFrom("00000000", "zzzzzzzz"),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = settable(noon);
        const hlc = hybridClock({ node: "mmmmmmmm", clock });
        let greatest = "" as HlcStamp;
        for (const one of steps) {
          if (one.kind === "see") {
            const seen = formatStamp({ at: epochMs(one.at), counter: one.counter, node: one.node });
            hlc.observe(seen);
            if (seen > greatest) greatest = seen;
          } else {
            clock.ms += one.drift;
            const given = hlc.tick();
            expect(compareStamps(given, greatest)).toBe(1);
            greatest = given;
          }
          expect(hlc.last).toBe(greatest);
        }
      }),
    );
  });
});

test("given parts, when they are written and read, then they are the same, and text order is their order", () => {
  const parts = fc.record({
    at: fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }).map(epochMs),
    counter: fc.integer({ min: 0, max: 0xffff }),
    node: fc.stringMatching(/^[0-9a-z]{8}$/),
  });
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(parseStamp(formatStamp(a))).toEqual(a);
      expect(formatStamp(a)).toHaveLength(38);
      const order = a.at - b.at || a.counter - b.counter || (a.node < b.node ? -1 : a.node > b.node ? 1 : 0);
      expect(compareStamps(formatStamp(a), formatStamp(b))).toBe(Math.sign(order));
    }),
  );
  expect(() => formatStamp({ at: epochMs(8.64e15), counter: 0, node: "a1b2c3d4" })).toThrow(RangeError);
  expect(() => formatStamp({ at: epochMs(0), counter: 0x10000, node: "a1b2c3d4" })).toThrow(RangeError);
  const outOfBounds = [
    { at: epochMs(0), counter: -1, node: "a1b2c3d4" },
    { at: epochMs(0), counter: 1.5, node: "a1b2c3d4" },
    { at: epochMs(0), counter: 0, node: "A1B2C3D4" },
    { at: epochMs(Date.UTC(10_000, 0, 1)), counter: 0, node: "a1b2c3d4" },
  ];
  for (const one of outOfBounds) expect(() => formatStamp(one)).toThrow(RangeError);
  const same = formatStamp({ at: epochMs(noon), counter: 1, node: "a1b2c3d4" });
  expect(compareStamps(same, same)).toBe(0);
  expect(() => hybridClock({ node: "desk", clock: settable(0) })).toThrow(RangeError);
});
