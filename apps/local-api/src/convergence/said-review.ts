import type { Client } from "@libsql/client";
import { idSource } from "@mikro-dash/domain/ids";
import type { AliveSpan } from "@mikro-dash/domain/session/reviews";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "@mikro-dash/use-cases/context";
import { listReviews } from "@mikro-dash/use-cases/reviews/list-reviews";
import type { ResolveReview } from "@mikro-dash/use-cases/reviews/resolve-review";
import { createStore } from "@mikro-dash/use-cases/store/store";
import { drizzle } from "drizzle-orm/libsql/node";
import type { Step } from "./plan.ts";
import type { Rng } from "./rng.ts";

/** One of the reviews that the screen shows, decided one way or the other; null when it shows none. */
export async function decisionOf(
  { picks: [a, b, c, d] }: Step,
  screen: Client,
  parts: { readonly now: EpochMs; readonly rng: Rng; readonly aliveSpans: readonly AliveSpan[] | null },
): Promise<(ResolveReview & { readonly kind: string }) | null> {
  const { now, rng, aliveSpans } = parts;
  const clock = { now: () => now };
  const context = {
    ...{ store: createStore({ db: drizzle({ client: screen }), kind: "local" }), clock },
    ids: idSource({ clock, randomBytes: rng.bytes }),
    ...(aliveSpans && { aliveSpans: () => aliveSpans }),
  };
  const answer = await listReviews({}, context as unknown as Context);
  const items = answer.ok ? answer.value.items : [];
  const review = items[a % items.length];
  const version = review?.versions[c % review.versions.length];
  if (review === undefined || version === undefined) return null;
  const { id: reviewId, kind, difference } = review;
  const shown = d % 3 === 0 ? {} : { expectedDifference: difference };
  return { reviewId, kind, ...shown, ...(b % 4 === 0 ? { writeOff: "let it be" } : { keep: version.rowId }) };
}
