import type { RouterVoucher, VoucherFilter } from "./wifi-source.ts";

/** Vouchers in the order of the pages, with what a search looks at: made once for each look, so that a page costs its own rows alone. */
export interface VoucherList {
  readonly vouchers: readonly RouterVoucher[];
  /** Of each voucher, in the same order. */
  readonly keys: readonly string[];
}

export const byCode = (a: RouterVoucher, b: RouterVoucher): number =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : 0;

/** Between the texts of a key, so that nothing is found across two of them. */
const BORDER = "\n";

/** What is searched of a voucher: code, device name and MAC address; case does not matter. */
export function searchKey({ code, deviceName, macAddress }: RouterVoucher): string {
  return `${code}${BORDER}${deviceName ?? ""}${BORDER}${macAddress ?? ""}`.toLowerCase();
}

/** @param vouchers in any order */
export function voucherList(vouchers: readonly RouterVoucher[]): VoucherList {
  const sorted = vouchers.toSorted(byCode);
  return { vouchers: sorted, keys: sorted.map(searchKey) };
}

/** The same filter as SQL's over vouchers in memory: by code, at most `limit` of them. */
export function findVouchers(
  { vouchers, keys }: VoucherList,
  filter: VoucherFilter,
): readonly RouterVoucher[] {
  const { status, packageId, createdAt, codes, afterCode, limit } = filter;
  const q = filter.q?.trim().toLowerCase() ?? "";
  const listed = new Set(codes?.listed);
  const found: RouterVoucher[] = [];
  if (q.includes(BORDER)) return found;
  for (let at = firstAfter(vouchers, afterCode); at < vouchers.length && found.length < limit; at++) {
    const voucher = vouchers[at] as RouterVoucher;
    if (status !== undefined && voucher.status !== status) continue;
    if (packageId !== undefined && voucher.packageId !== packageId) continue;
    if (createdAt !== undefined && voucher.createdAt !== createdAt) continue;
    if (codes !== undefined && listed.has(voucher.code) !== codes.wanted) continue;
    if (q === "" || keys[at]?.includes(q)) found.push(voucher);
  }
  return found;
}

/** The place of the first voucher whose code comes after this one. */
function firstAfter(vouchers: readonly RouterVoucher[], code: string | undefined): number {
  let [low, high] = [0, code === undefined ? 0 : vouchers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((vouchers[middle] as RouterVoucher).code > (code as string)) high = middle;
    else low = middle + 1;
  }
  return low;
}
