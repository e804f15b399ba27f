import type { activity } from "@mikro-dash/db-schema/tables/audit";
import type { Refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { Context } from "../context.ts";
import { attempt } from "../store/attempt.ts";
import { logLine } from "../store/repeat.ts";
import { OWN_REASONS } from "./own-reasons.ts";
import { type KnownVoucher, NO_ROUTER, type RouterAccess } from "./router-access.ts";
import { writeLine } from "./write-line.ts";

export interface DeleteVouchers {
  readonly id?: string;
  /** The router's ids of them, or their codes. */
  readonly ids: readonly string[];
}

interface DeletedVouchers {
  readonly deleted: readonly KnownVoucher[];
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
}

type LogLine = typeof activity.$inferSelect;
const VERB = "voucher.delete";

/**
 * Removes vouchers from the router; what was sold stays in the books. Their codes are written down before the router is
 * touched, so asking again with the same `id`, also after a power cut, removes those that are left, and no other voucher that
 * has got an id of theirs meanwhile. NOT_FOUND (none of them is there), ID_REUSED, ROUTER_UNAVAILABLE, ROUTER_REFUSED.
 */
export function deleteVouchers(
  input: DeleteVouchers,
  ctx: Context,
): Promise<Result<DeletedVouchers, Refusal>> {
  return attempt(async () => {
    const { store, router } = ctx;
    if (!router) return err(NO_ROUTER);
    const id = input.id ?? ctx.ids.next();
    const [[line]] = await store.read([logLine(store.db, id)]);
    if (line) return isRepeat(line, input.ids) ? goOn(line, input.ids, router) : err({ code: "ID_REUSED" });
    const meant = await router.vouchersMeant(input.ids);
    if (!meant.ok) return meant;
    if (meant.value.length === 0) return err({ code: "NOT_FOUND" });
    const rowIds = meant.value.map((voucher) => voucher.code);
    const detail = { ids: [...input.ids], rowsOf: meant.value.map((voucher) => voucher.id) };
    await writeLine(ctx, { id, verb: VERB, rowIds, detail });
    return remove(router, input.ids, meant.value, (voucher) => voucher.id);
  });
}

const isRepeat = ({ verb, detail }: LogLine, ids: readonly string[]) =>
  verb === VERB && JSON.stringify(detail?.ids) === JSON.stringify(ids);

/** By code this time: ids may belong to others by now. */
function goOn({ rowIds, detail }: LogLine, asked: readonly string[], router: RouterAccess) {
  const ids = Array.isArray(detail?.rowsOf) ? detail.rowsOf.map(String) : [];
  const vouchers = rowIds.map((code, i) => ({ id: ids[i] ?? "", code }));
  return remove(router, asked, vouchers, (voucher) => voucher.code);
}

async function remove(
  router: RouterAccess,
  asked: readonly string[],
  vouchers: readonly KnownVoucher[],
  refOf: (voucher: KnownVoucher) => string,
): Promise<Result<DeletedVouchers, Refusal>> {
  const removed = await router.deleteVouchers(vouchers.map(refOf));
  if (!removed.ok) return removed;
  const left = new Map(
    removed.value.failed.flatMap(({ ref, refusal }) =>
      refusal.code === "NOT_FOUND" ? [] : [[ref, refusal] as const],
    ),
  );
  const failed = vouchers.flatMap((voucher) => {
    const refusal = left.get(refOf(voucher));
    return refusal ? [{ id: voucher.id, reason: refusal.detail ?? refusal.code }] : [];
  });
  const known = new Set(vouchers.flatMap(({ id, code }) => [id, code]));
  const unknown = asked
    .filter((ref) => !known.has(ref))
    .map((ref) => ({ id: ref, reason: OWN_REASONS.notThere }));
  return ok({
    deleted: vouchers.filter((voucher) => !left.has(refOf(voucher))),
    failed: [...failed, ...unknown],
  });
}
