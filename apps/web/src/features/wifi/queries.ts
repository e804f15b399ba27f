import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

export const wifiSessionsQuery = () =>
  queryOptions({
    queryKey: ["wifi", "sessions"],
    queryFn: ({ signal }) => api.call("listWifiSessions", {}, { signal }),
    refetchInterval: 10_000,
  });
