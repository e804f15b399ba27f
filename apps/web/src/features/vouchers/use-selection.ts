import type { Voucher } from "@mikro-dash/api-contract/schemas/wifi";
import { useState } from "react";
import { MOST_AT_ONCE } from "./queries.ts";

/** Vouchers that are marked, by code; they stay marked when the filter changes. */
export type Selection = {
  readonly vouchers: readonly Voucher[];
  readonly has: (code: string) => boolean;
  readonly toggle: (voucher: Voucher) => void;
  readonly set: (vouchers: readonly Voucher[]) => void;
};

/** @param shown the rows on the screen: what is newer in them (online, printed) replaces what was marked */
export function useSelection(shown: readonly Voucher[]): Selection {
  const [marked, setMarked] = useState<ReadonlyMap<string, Voucher>>(new Map());
  const fresh = new Map(shown.map((voucher) => [voucher.code, voucher]));
  return {
    vouchers: [...marked.values()].map((voucher) => fresh.get(voucher.code) ?? voucher),
    has: (code) => marked.has(code),
    toggle(voucher) {
      const next = new Map(marked);
      if (!next.delete(voucher.code) && next.size < MOST_AT_ONCE) next.set(voucher.code, voucher);
      setMarked(next);
    },
    set: (vouchers) =>
      setMarked(new Map(vouchers.slice(0, MOST_AT_ONCE).map((voucher) => [voucher.code, voucher]))),
  };
}
