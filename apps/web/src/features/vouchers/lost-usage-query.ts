import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

export const lostUsageQuery = () =>
  queryOptions({
    queryKey: ["lost-usage"],
    queryFn: ({ signal }) => api.call("listLostUsage", {}, { signal }),
    refetchInterval: 10_000,
  });
