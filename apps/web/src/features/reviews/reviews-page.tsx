import { useQuery } from "@tanstack/react-query";
import { useI18n } from "../../i18n/i18n.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { StaleBanner } from "../sync/stale-banner.tsx";
import { reviewsQuery } from "./queries.ts";
import { RejectsList } from "./rejects-list.tsx";
import { ReviewCard } from "./review-card.tsx";

/** What two devices did apart: the versions side by side, and the owner's choice. */
export function ReviewsPage() {
  const { t } = useI18n();
  const query = useQuery(reviewsQuery());
  return (
    <Page title={t.reviews.title}>
      <p className="-mt-3 max-w-prose text-ink-2">{t.reviews.text}</p>
      <StaleBanner query={query} />
      {query.data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonList rows={1} className="h-64" />
        )
      ) : query.data.items.length === 0 ? (
        <EmptyState title={t.reviews.emptyTitle} text={t.reviews.emptyText} />
      ) : (
        <ul className="grid gap-5">
          {query.data.items.map((review) => (
            <ReviewCard key={review.id} review={review} />
          ))}
        </ul>
      )}
      <RejectsList />
    </Page>
  );
}
