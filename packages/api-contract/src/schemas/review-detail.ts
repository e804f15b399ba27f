import * as z from "zod";
import { bill } from "./bill.ts";
import { sessionId, stationId } from "./ids.ts";
import { review, reviewVersion } from "./review.ts";
import { payment } from "./session.ts";
import { instant, listOf } from "./units.ts";

/** A version with its bill, who made it and what was paid for it: what the owner compares. */
const describedVersion = reviewVersion
  .extend({
    sessionId: sessionId.nullable(),
    stationId: stationId.nullable(),
    /** Who closed it, as far as its row says. */
    by: z.string().nullable(),
    receiptNo: z.string().nullable(),
    totals: bill.omit({ lines: true }).meta({ id: "BillTotals" }).nullable(),
    /** Empty for a closing, which kept only the sums. */
    lines: bill.shape.lines,
    payments: listOf(payment),
  })
  .meta({ id: "DescribedVersion" });

export const describedReview = review
  .extend({
    /** Of the voucher that was sold twice. */
    voucherCode: z.string().nullable(),
    versions: listOf(describedVersion),
  })
  .meta({ id: "DescribedReview" });

export const resolution = z
  .object({
    /** The review's. */
    id: z.string(),
    keep: z.string().nullable(),
    writeOff: z.string().nullable(),
    resolvedAt: instant,
    by: z.string(),
  })
  .meta({ id: "Resolution" });

/** A row that the primary refuses: kept here, shown, and sent again after every start and migration. */
export const reject = z
  .object({ table: z.string(), rowId: z.string(), reason: z.string(), at: instant })
  .meta({ id: "Reject" });

export type DescribedReview = z.infer<typeof describedReview>;
export type DescribedVersion = z.infer<typeof describedVersion>;
