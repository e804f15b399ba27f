import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

export const packagesQuery = () =>
  queryOptions({
    queryKey: ["packages"],
    queryFn: ({ signal }) => api.call("listPackages", {}, { signal }),
    staleTime: 30_000,
  });
