import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

export const menuQuery = () =>
  queryOptions({
    queryKey: ["menu"],
    queryFn: ({ signal }) => api.call("listMenu", {}, { signal }),
    staleTime: 30_000,
  });

/** The kinds that the screen has words for; others are shown as they are written. */
export const CATEGORIES = ["hot", "drinks", "food", "snacks", "other"] as const;
