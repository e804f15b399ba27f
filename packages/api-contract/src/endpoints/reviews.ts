import * as z from "zod";
import { endpoint } from "../endpoint.ts";
import { command } from "../schemas/body.ts";
import { describedReview, reject, resolution } from "../schemas/review-detail.ts";
import { listOf, reason, sum } from "../schemas/units.ts";

const common = { where: "both", auth: "device", tag: "reviews", status: 200 } as const;

const listReviews = endpoint({
  ...common,
  method: "GET",
  path: "/reviews",
  summary: "What two writers did apart and the owner has to decide",
  response: z.object({ items: listOf(describedReview) }).meta({ id: "Reviews" }),
  errors: [],
});

const resolveReview = endpoint({
  ...common,
  method: "POST",
  path: "/reviews/:id/resolve",
  summary: "Decide: keep one version, or write off what contradicts the first one",
  params: z.object({ id: z.string().min(1).max(200) }),
  body: z
    .object({
      ...command,
      /** `rowId` of the version that shall hold. */
      keep: z.string().min(1).max(80).exactOptional(),
      /** The first version goes on holding; what the others have beyond it is given up for this reason. */
      writeOff: reason.exactOptional(),
      /** `difference` as it was shown; another one is CONFLICT. */
      expectedDifference: sum.nullable().exactOptional(),
    })
    .refine((body) => (body.keep === undefined) !== (body.writeOff === undefined), {
      path: ["keep"],
      message: "either keep or writeOff",
    }),
  response: resolution,
  errors: ["SESSION_ENDED", "ID_REUSED", "CONFLICT"],
});

const listRejects = endpoint({
  ...common,
  where: "local",
  method: "GET",
  path: "/rejects",
  summary: "Rows that the primary refuses, with its reason",
  response: z.object({ items: listOf(reject) }).meta({ id: "Rejects" }),
  errors: [],
});

export const reviewEndpoints = { listReviews, resolveReview, listRejects } as const;
