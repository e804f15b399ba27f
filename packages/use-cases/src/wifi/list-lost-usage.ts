import { ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { openLosses, restoredByLoss, restoredLines } from "./lost-usage.ts";

/** What vouchers have lost and was not restored. `asOf` null: nobody knows, which is not the same as nothing. */
export async function listLostUsage(_input: unknown, { store, wifi }: Context) {
  const { source, asOf, items } = await wifi.losses();
  const [lines] = await store.read([restoredLines(store.db, items)]);
  const open = openLosses(items, restoredByLoss(lines));
  return ok({ source, asOf, items: open.map(({ losses: _, ...voucher }) => voucher) });
}
