import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";

export type VoucherFilter = {
  readonly q?: string | undefined;
  readonly status?: "available" | "used" | "exhausted" | undefined;
};

const PAGE = 50;

export const vouchersQuery = ({ q, status }: VoucherFilter) =>
  infiniteQueryOptions({
    queryKey: ["vouchers", { q: q ?? "", status: status ?? "" }],
    queryFn: ({ pageParam, signal }) =>
      api.call(
        "listVouchers",
        {
          query: {
            limit: PAGE,
            ...(q ? { q } : {}),
            ...(status ? { status } : {}),
            ...(pageParam === null ? {} : { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 10_000,
    placeholderData: (before) => before,
  });
