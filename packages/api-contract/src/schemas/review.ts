import * as z from "zod";
import { sessionId, stationId } from "./ids.ts";
import { instant, listOf, sum } from "./units.ts";

/** One of the versions that contradict each other, with its money where it has some. */
export const reviewVersion = z
  .object({
    /** What `keep` names. */
    rowId: z.string(),
    at: instant,
    amount: sum.nullable(),
  })
  .meta({ id: "ReviewVersion" });

/** Something two writers did apart that only the owner can decide; nothing was dropped. */
export const review = z
  .object({
    /** `<kind>:<subject id>:<smallest row id involved>` */
    id: z.string(),
    kind: z.enum(["two-closings", "two-open", "late-items", "frozen-while-alive", "two-sales"]),
    sessionIds: listOf(sessionId),
    stationId: stationId.nullable(),
    /** What the kept version would gain or lose. */
    difference: sum.nullable(),
    /** The one that holds until somebody decides comes first. */
    versions: listOf(reviewVersion),
  })
  .meta({ id: "Review" });
