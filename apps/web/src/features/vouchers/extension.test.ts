import { describe, expect, test } from "vitest";
import { type ExtensionDraft, readExtension } from "./extension.ts";

const GB = 1024 ** 3;
const HOUR = 3600;
const voucher = (more: object = {}) => ({
  ...{ bytesLimit: 2 * GB, bytesUsed: GB, timeLimit: HOUR, uptime: 1_800, isOnline: false },
  ...more,
});
const read = (draft: Partial<ExtensionDraft>, of = voucher()) =>
  readExtension(of, { how: "more", hours: "", gigabytes: "", ...draft });

describe("given a voucher of 2 GB and an hour, half used", () => {
  test("when something is added, then it comes on top of its limit, and the other limit is not spoken of", () => {
    expect(read({ hours: "2" })).toEqual({
      ...{ timeLimit: 3 * HOUR, bytesLimit: 2 * GB, change: { timeLimit: 3 * HOUR }, effect: "none" },
    });
    expect(read({ gigabytes: "٠٫٥" })?.change).toEqual({ bytesLimit: 2.5 * GB });
  });
  test("when limits are set, then they are what was typed", () => {
    expect(read({ how: "exactly", hours: "5", gigabytes: "3" })?.change).toEqual({
      ...{ timeLimit: 5 * HOUR, bytesLimit: 3 * GB },
    });
  });
  test("when a limit is set below what was used, then it is said that it ends at once", () => {
    expect(read({ how: "exactly", hours: "0.5" })?.effect).toBe("endsAtOnce");
    expect(read({ how: "exactly", hours: "0.6" })?.effect).toBe("none");
  });
  test("when nothing, no number, or the same is typed, then there is nothing to send", () => {
    for (const draft of [{}, { hours: "x" }, { hours: "1", gigabytes: "-2" }, { hours: "0" }])
      expect(read(draft), JSON.stringify(draft)).toBeNull();
    expect(read({ how: "exactly", hours: "1" })).toBeNull();
  });
});

describe("given a voucher that is used up", () => {
  const out = voucher({ uptime: 2 * HOUR });
  test("when enough is added, then it works again; when not, it is still out", () => {
    expect(read({ hours: "2" }, out)?.effect).toBe("worksAgain");
    expect(read({ hours: "1" }, out)?.effect).toBe("stillOut");
    expect(read({ gigabytes: "9" }, out)?.effect).toBe("stillOut");
  });
});

describe("given a voucher without a limit of time", () => {
  const open = voucher({ timeLimit: null });
  test("when hours are added, then nothing changes; when they are set, then it gets a limit", () => {
    expect(read({ hours: "2" }, open)).toBeNull();
    expect(read({ hours: "2", gigabytes: "1" }, open)?.change).toEqual({ bytesLimit: 3 * GB });
    expect(read({ how: "exactly", hours: "2" }, open)?.change).toEqual({ timeLimit: 2 * HOUR });
  });
});
