import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";
import { timed } from "../../api/timed-call.ts";
import { statusPace } from "../../live/pace.ts";

export const STATUS_KEY = ["status"] as const;

export const statusQuery = () =>
  queryOptions({
    queryKey: STATUS_KEY,
    queryFn: ({ signal }) => timed(() => api.call("getStatus", {}, { signal })),
    refetchInterval: statusPace,
    staleTime: 4_000,
  });
