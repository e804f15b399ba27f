import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

export const wifiSessionsQuery = () =>
  queryOptions({
    queryKey: ["wifi", "sessions"],
    queryFn: ({ signal }) => api.call("listWifiSessions", {}, { signal }),
    refetchInterval: 10_000,
  });

export const wifiNetworksQuery = () =>
  queryOptions({
    queryKey: ["wifi", "networks"],
    queryFn: ({ signal }) => api.call("listWifiNetworks", {}, { signal }),
    refetchInterval: 30_000,
  });

export const wifiDevicesQuery = () =>
  queryOptions({
    queryKey: ["wifi", "devices"],
    queryFn: ({ signal }) => api.call("listWifiDevices", {}, { signal }),
    refetchInterval: 30_000,
  });

export const routerQuery = () =>
  queryOptions({
    queryKey: ["wifi", "router"],
    queryFn: ({ signal }) => api.call("getRouter", {}, { signal }),
    refetchInterval: 10_000,
    // It says at once why not; a page that asks three times says it three times later.
    retry: false,
  });
