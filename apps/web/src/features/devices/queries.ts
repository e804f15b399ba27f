import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

export const devicesQuery = () =>
  queryOptions({
    queryKey: ["devices"],
    queryFn: ({ signal }) => api.call("listDevices", {}, { signal }),
  });
