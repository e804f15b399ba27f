import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";
import { statusPace } from "../../live/pace.ts";

export const reviewsQuery = () =>
  queryOptions({
    queryKey: ["reviews"],
    queryFn: ({ signal }) => api.call("listReviews", {}, { signal }),
    refetchInterval: statusPace,
  });

/** Only the shop's computer has rows that the cloud refuses. */
export const rejectsQuery = (enabled: boolean) =>
  queryOptions({
    queryKey: ["rejects"],
    queryFn: ({ signal }) => api.call("listRejects", {}, { signal }),
    enabled,
  });
