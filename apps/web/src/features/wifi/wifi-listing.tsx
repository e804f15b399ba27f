import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { EmptyState, ErrorState, SkeletonList } from "../../ui/states.tsx";
import { useShownError } from "../../ui/use-shown-error.ts";
import { StaleBanner } from "../sync/stale-banner.tsx";
import { SourceAge } from "../vouchers/source-age.tsx";

type Listing<T> = {
  readonly source: "live" | "cached";
  readonly asOf: number | null;
  readonly items: readonly T[];
};

type Props<T> = {
  readonly query: UseQueryResult<Listing<T>>;
  readonly empty: { readonly title: string; readonly text: string };
  readonly children: (items: readonly T[]) => ReactNode;
};

/** A list of the router's with its age; or that it is empty, comes, or cannot be had. */
export function WifiListing<T>({ query, empty, children }: Props<T>) {
  const error = useShownError(query);
  if (query.data === undefined)
    return error !== null ? (
      <ErrorState error={error} onRetry={() => query.refetch()} />
    ) : (
      <SkeletonList rows={5} className="h-16" />
    );
  const { source, asOf, items } = query.data;
  return (
    <>
      <StaleBanner query={query} />
      <SourceAge source={source} asOf={asOf} />
      {items.length === 0 ? <EmptyState {...empty} /> : children(items)}
    </>
  );
}
