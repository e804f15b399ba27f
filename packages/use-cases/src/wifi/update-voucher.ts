import { err, ok } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { forgetLosses } from "./lost-usage.ts";
import { presentVoucher, readMarks } from "./present-voucher.ts";
import { NO_ROUTER, type VoucherChange } from "./router-access.ts";
import { writeLine } from "./write-line.ts";

export interface UpdateVoucher extends VoucherChange {
  /** The router's id of it, or its code. */
  readonly id: string;
}

/** Extends, resets, disables or enables a voucher. NOT_FOUND, ROUTER_UNAVAILABLE, ROUTER_REFUSED. */
export async function updateVoucher({ id, ...change }: UpdateVoucher, ctx: Context) {
  const { router, store } = ctx;
  if (!router) return err(NO_ROUTER);
  const changed = await router.changeVoucher(id, change);
  if (!changed.ok) return changed;
  const { code } = changed.value;
  await writeLine(ctx, { verb: "voucher.update", rowIds: [code], detail: { ...change } });
  const { items: losses } = await ctx.wifi.losses();
  if (change.resetCounters) await forgetLosses(changed.value, losses, ctx);
  return ok(presentVoucher(changed.value, await readMarks(store, [changed.value], losses)));
}
