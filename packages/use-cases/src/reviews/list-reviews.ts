import { ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import type { Queries } from "../store/store.ts";
import { policyOf, settingRows } from "../system/shop-settings.ts";
import { describeReview } from "./describe-review.ts";
import { reviewQueries, reviewsFound, sessionsOf } from "./review-rows.ts";

/** What two writers did apart and the owner has to decide: the versions with their bills, side by side. */
export async function listReviews(_input: unknown, ctx: Context) {
  const { store, clock, ids } = ctx;
  const queries = [settingRows(store.db), ...reviewQueries(ctx)] as unknown as Queries;
  const [settings, ...results] = (await store.read(queries)) as readonly unknown[];
  const { reviews, loaded } = reviewsFound(results, ctx);
  if (reviews.length === 0) return ok({ items: [] });
  const policy = policyOf(settings as Parameters<typeof policyOf>[0]);
  const context = { now: clock.now(), policy, ids };
  const items = reviews.map((review) => {
    const about = sessionsOf(review, loaded).map((one) => one.facts);
    return describeReview(review, about, context);
  });
  return ok({ items });
}
