import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";
import { statusQuery } from "../sync/queries.ts";

/** No faster than the shop looks. */
const LOOK_EVERY_MS = 10_000;

export const consolesQuery = () =>
  queryOptions({
    queryKey: ["consoles"],
    queryFn: ({ signal }) => api.call("listConsoles", {}, { signal }),
    refetchInterval: LOOK_EVERY_MS,
  });

const internetQuery = () =>
  queryOptions({
    queryKey: ["consoles", "internet"],
    queryFn: ({ signal }) => api.call("listStationInternet", {}, { signal }),
    refetchInterval: LOOK_EVERY_MS,
    retry: false,
  });

/** Whether the console of this station reaches the internet; only the shop's computer can tell. */
export function useInternet(station: { readonly id: string; readonly macAddress: string | null }) {
  const { data: status } = useQuery(statusQuery());
  const atTheShop = status?.capabilities.includes("router") ?? false;
  const { data: known } = useQuery({
    ...internetQuery(),
    enabled: atTheShop && station.macAddress !== null,
    select: ({ items }) => items.find((one) => one.stationId === station.id),
  });
  return { atTheShop, known };
}
