import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import type { PackageId } from "@mikro-dash/domain/ids";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "../../api/connection.ts";
import type { VoucherFilter } from "./voucher-filter.ts";

const PAGE = 50;
/** The most that one answer holds. */
const LARGEST_PAGE = 200;
/** The most that are deleted, or marked as printed, by one command. */
export const MOST_AT_ONCE = 500;

function pageOf(filter: VoucherFilter, limit: number, cursor: string | null, signal?: AbortSignal) {
  const query = {
    limit,
    ...(filter.q ? { q: filter.q } : {}),
    ...(filter.status ? { status: filter.status } : {}),
    ...(filter.package ? { packageId: filter.package as PackageId } : {}),
    ...(filter.printed ? { printed: filter.printed } : {}),
    ...(filter.made === undefined ? {} : { createdAt: filter.made as EpochMs }),
    ...(cursor === null ? {} : { cursor }),
  };
  return api.call("listVouchers", { query }, signal ? { signal } : {});
}

export const vouchersQuery = (filter: VoucherFilter) =>
  infiniteQueryOptions({
    queryKey: ["vouchers", Object.entries(filter).filter(([, value]) => value !== undefined)],
    queryFn: ({ pageParam, signal }) => pageOf(filter, PAGE, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 10_000,
    placeholderData: (before) => before,
  });

/** All vouchers that match, at most as many as one command takes. `more`: there are others. */
export async function readMatching(
  filter: VoucherFilter,
): Promise<{ readonly items: readonly Voucher[]; readonly more: boolean }> {
  const items: Voucher[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(filter, LARGEST_PAGE, cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < MOST_AT_ONCE);
  return { items: items.slice(0, MOST_AT_ONCE), more: cursor !== null || items.length > MOST_AT_ONCE };
}
