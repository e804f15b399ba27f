import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

export const settingsQuery = () =>
  queryOptions({
    queryKey: ["settings"],
    queryFn: ({ signal }) => api.call("getSettings", {}, { signal }),
    staleTime: 5 * 60_000,
  });
