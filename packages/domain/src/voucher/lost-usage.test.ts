import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { epochMs } from "../time/epoch-ms.ts";
import { limitsAfterLoss, lossesAfter, lossThatCounts } from "./lost-usage.ts";
import { type VoucherLimits, voucherUsage } from "./status.ts";

const MB = 1_000_000;
const at = epochMs(1_795_374_000_000);
const lost = (bytes: number, seconds: number, bootedAt = at) => ({ bytes, seconds, bootedAt });

test.each([
  [{ bytesLimit: 1_000 * MB, timeLimitSeconds: 3_600 }, [lost(350 * MB, 2_400)], 650 * MB, 1_200],
  [{ bytesLimit: 1_000 * MB, timeLimitSeconds: null }, [lost(350 * MB, 2_400)], 650 * MB, null],
  [{ bytesLimit: 0, timeLimitSeconds: 3_600 }, [lost(1, 1), lost(0, 9)], 0, 3_590],
  [{ bytesLimit: 100, timeLimitSeconds: 60 }, [lost(100, 61)], 1, 1],
  [{ bytesLimit: null, timeLimitSeconds: null }, [lost(5, 5)], null, null],
  [{ bytesLimit: 10, timeLimitSeconds: 10 }, [], 10, 10],
])(
  "given %j, when %j were lost, then %d bytes and %d seconds are the limits",
  (limits, losses, bytes, seconds) => {
    expect(limitsAfterLoss(limits, losses)).toEqual({ bytesLimit: bytes, timeLimitSeconds: seconds });
  },
);

describe("given any voucher and any use of it", () => {
  const amount = fc.integer({ min: 0, max: 2 ** 40 });
  const limit = fc.option(fc.integer({ min: 1, max: 2 ** 40 }));

  test("when the router forgets a part, then it is used up as soon as it would have been, and never without a limit", () => {
    fc.assert(
      fc.property(limit, amount, fc.array(amount), amount, (bytesLimit, kept, forgotten, more) => {
        const before = { bytesLimit, timeLimitSeconds: null };
        const after = limitsAfterLoss(
          before,
          forgotten.map((bytes) => lost(bytes, 0)),
        );
        const truly = kept + forgotten.reduce((sum, bytes) => sum + bytes, 0) + more;
        const live = [{ bytes: more, uptimeSeconds: 0 }];
        const isOver = (bytes: number, limits: VoucherLimits) =>
          voucherUsage({ bytes, uptimeSeconds: 0 }, live, limits).status === "exhausted";
        const meant = isOver(truly - more, before);
        // What is used up wholly keeps one byte: it takes one more to be over.
        expect(isOver(kept, after)).toBe(meant && kept + more > 0);
        expect(after.bytesLimit === null).toBe(bytesLimit === null);
        expect(after.bytesLimit).not.toBe(0);
      }),
    );
  });

  test("when losses are taken off one by one or all at once, then it comes to the same", () => {
    fc.assert(
      fc.property(limit, limit, fc.array(fc.tuple(amount, amount)), (bytesLimit, timeLimitSeconds, all) => {
        const losses = all.map(([bytes, seconds]) => lost(bytes, seconds));
        const limits = { bytesLimit, timeLimitSeconds };
        const oneByOne = losses.reduce((left, loss) => limitsAfterLoss(left, [loss]), limits);
        expect(limitsAfterLoss(limits, losses)).toEqual(oneByOne);
      }),
    );
  });
});

test("given losses of several starts, when some were restored, then those of later starts are due", () => {
  const losses = [lost(1, 1, epochMs(10)), lost(2, 2, epochMs(20)), lost(3, 3, epochMs(30))];
  expect(lossesAfter(losses, null)).toEqual(losses);
  expect(lossesAfter(losses, epochMs(20))).toEqual([losses[2]]);
  expect(lossesAfter(losses, epochMs(30))).toEqual([]);
});

test.each([
  [{ bytesLimit: 9, timeLimitSeconds: 9 }, lost(5, 6), lost(5, 6)],
  [{ bytesLimit: 9, timeLimitSeconds: null }, lost(5, 6), lost(5, 0)],
  [{ bytesLimit: 0, timeLimitSeconds: 9 }, lost(5, 6), lost(0, 6)],
  [{ bytesLimit: null, timeLimitSeconds: 9 }, lost(5, 0), null],
  [{ bytesLimit: null, timeLimitSeconds: null }, lost(5, 6), null],
])("given %j, when %j was lost, then %j of it counts", (limits, loss, counts) => {
  expect(lossThatCounts(loss, limits)).toEqual(counts);
});
