import { type Refusal, refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { Clock } from "@mikro-dash/domain/time/clock";
import { formatDuration } from "@mikro-dash/domain/voucher/duration";
import { RouterTrap } from "../link/link-failure.ts";
import type { RawRow } from "../link/raw-menu.ts";
import type { RouterLink } from "../link/router-link.ts";
import { PATIENCE_MS, written } from "../link/written.ts";
import { refusalOf } from "../refusals.ts";
import type { CreatedVoucher } from "./create-vouchers.ts";
import { type HotspotUser, readUsersMeant, USERS } from "./hotspot-users.ts";
import { endSessionsOf, isGone, readSessions } from "./sessions.ts";
import { type RouterVoucher, vouchersOf } from "./vouchers.ts";

/** What is to be different; what is left out stays. */
export interface VoucherChange {
  /** Null: no limit. */
  readonly bytesLimit?: number | null;
  readonly timeLimitSeconds?: number | null;
  /** A voucher that is disabled is put offline too. */
  readonly disabled?: boolean;
  /** As if nothing had been used: who is online with it has to log in again. */
  readonly resetCounters?: boolean;
}

export interface DeletedBatch {
  readonly deleted: readonly CreatedVoucher[];
  readonly failed: readonly { readonly ref: string; readonly refusal: Refusal }[];
}

/** @throws RouterTrap, LinkFailure; `no such item` when it is not there or no voucher */
export async function changeVoucher(
  link: RouterLink,
  clock: Clock,
  ref: string,
  change: VoucherChange,
): Promise<RouterVoucher> {
  const user = await onlyUser(link, ref);
  const values = valuesOf(change);
  if (Object.keys(values).length > 0) {
    await written(
      () => link.run(USERS, (menu) => menu.set(user.id, values), PATIENCE_MS),
      async () => agrees(await onlyUser(link, user.id), user.code, change),
    );
  }
  if (change.disabled || change.resetCounters) await endSessionsOf(link, user.code);
  if (change.resetCounters) {
    await written(
      () => link.run(USERS, (menu) => menu.resetCounters(user.id), PATIENCE_MS),
      async () => {
        const { code, bytesUsed, uptimeSeconds } = await onlyUser(link, user.id);
        return code === user.code && bytesUsed === 0 && uptimeSeconds === 0;
      },
    );
  }
  const now = await onlyUser(link, user.id);
  const [voucher] = vouchersOf([now], await readSessions(link, clock, now.code));
  if (!voucher) throw new RouterTrap("no such item");
  return voucher;
}

/**
 * Removes vouchers, named by the router's id or by code, and puts offline who uses them. Each is looked up now, so an id that
 * was read long ago removes nothing that is no voucher. Refused as a whole when none could be removed for the same reason.
 */
export async function deleteVouchers(
  link: RouterLink,
  refs: readonly string[],
): Promise<Result<DeletedBatch>> {
  if (refs.length === 0 || refs.some((ref) => ref === ""))
    return err(refusal("INVALID", "Nothing says which vouchers are to be deleted."));
  const deleted: CreatedVoucher[] = [];
  const failed: { ref: string; refusal: Refusal }[] = [];
  let fatal: Refusal | undefined;
  try {
    const users = await readUsersMeant(link, refs);
    for (const ref of new Set(refs)) {
      const [user, twin] = users.filter((one) => one.id === ref.toUpperCase() || one.code === ref);
      const refused = fatal ?? (user ? twin && TWINS : GONE);
      if (refused || !user) {
        failed.push({ ref, refusal: refused ?? GONE });
        continue;
      }
      try {
        await deleteOne(link, user);
        deleted.push({ id: user.id, code: user.code });
      } catch (error) {
        fatal = refusalOf(error);
        failed.push({ ref, refusal: fatal });
      }
    }
  } catch (error) {
    return err(refusalOf(error));
  }
  return fatal && deleted.length === 0 ? err(fatal) : ok({ deleted, failed });
}

const GONE = refusal("NOT_FOUND", "It is not on the router any more.");
const TWINS = refusal("CONFLICT", "Several users of the router are called so: name the one by its id.");

async function deleteOne(link: RouterLink, { id, code }: HotspotUser): Promise<void> {
  const isDone = async () => !(await readUsersMeant(link, [id])).some((user) => user.code === code);
  await written(() => link.run(USERS, (menu) => menu.remove(id), PATIENCE_MS), isDone).catch((error) => {
    if (!isGone(error)) throw error;
  });
  await endSessionsOf(link, code);
}

async function onlyUser(link: RouterLink, ref: string): Promise<HotspotUser> {
  const [user, twin] = ref === "" ? [] : await readUsersMeant(link, [ref]);
  if (!user) throw new RouterTrap("no such item");
  if (twin) throw new RouterTrap("several users have this name");
  return user;
}

function valuesOf({ bytesLimit, timeLimitSeconds, disabled }: VoucherChange): RawRow {
  return {
    ...(bytesLimit === undefined ? {} : { "limit-bytes-total": String(bytesLimit ?? 0) }),
    ...(timeLimitSeconds === undefined ? {} : { "limit-uptime": formatDuration(timeLimitSeconds ?? 0) }),
    ...(disabled === undefined ? {} : { disabled: disabled ? "yes" : "no" }),
  };
}

function agrees(user: HotspotUser, code: string, change: VoucherChange): boolean {
  const same = <T>(wanted: T | undefined, have: T) => wanted === undefined || wanted === have;
  return (
    user.code === code &&
    same(change.bytesLimit, user.bytesLimit) &&
    same(change.timeLimitSeconds, user.timeLimitSeconds) &&
    same(change.disabled, user.disabled)
  );
}
