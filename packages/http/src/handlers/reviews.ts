import { listReviews } from "@mikro-dash/use-cases/reviews/list-reviews";
import { resolveReview } from "@mikro-dash/use-cases/reviews/resolve-review";
import { listRejects } from "@mikro-dash/use-cases/system/list-rejects";
import type { HandlersOf } from "./handlers-of.ts";

export const reviewHandlers = {
  listReviews,
  resolveReview: ({ params, body }, ctx) => resolveReview({ ...body, reviewId: params.id }, ctx),
  listRejects,
} satisfies HandlersOf<"listReviews" | "resolveReview" | "listRejects">;
