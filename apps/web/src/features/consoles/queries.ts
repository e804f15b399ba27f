import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

/** No faster than the shop looks. */
export const consolesQuery = () =>
  queryOptions({
    queryKey: ["consoles"],
    queryFn: ({ signal }) => api.call("listConsoles", {}, { signal }),
    refetchInterval: 10_000,
  });
