import type { activity } from "@mikro-dash/db-schema/tables/audit";
import { type Refusal, refusal } from "@mikro-dash/domain/refusal";
import { err, ok, type Result } from "@mikro-dash/domain/result";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import { attempt } from "../store/attempt.ts";
import { logLine } from "../store/repeat.ts";
import {
  type OpenLoss,
  openLosses,
  RESTORED_VERB,
  type RestoredVoucher,
  restoredByLoss,
  restoredLines,
} from "./lost-usage.ts";
import { OWN_REASONS } from "./own-reasons.ts";
import { type LoweredVoucher, NO_ROUTER, type RouterAccess } from "./router-access.ts";
import { writeLine } from "./write-line.ts";

export interface RestoreLostUsage {
  readonly id?: string;
  readonly at?: EpochMs;
  /** Vouchers, by the router's id or by code; all that have lost something when absent. */
  readonly ids?: readonly string[];
}

interface NotRestored {
  readonly id: string;
  /** Null: nothing is known of it. */
  readonly code: string | null;
  readonly reason: string;
}

interface RestoredUsage {
  readonly restored: readonly Omit<RestoredVoucher, "losses">[];
  readonly failed: readonly NotRestored[];
}

type LogLine = typeof activity.$inferSelect;
const VERB = "voucher.restore";
const NOTHING_KNOWN = refusal(
  "ROUTER_UNAVAILABLE",
  "What vouchers lost is not known: the mirror's database was never reached.",
);

/**
 * Lowers the limits of vouchers by what the router forgot of their use. What is to be restored is written down before the
 * router is touched, so the same `id` goes on with it, also without the internet; and each loss is taken off once ever,
 * whoever asks how often, for the router's row itself says which were (ADR 0013).
 * NOT_FOUND (none of `ids` has lost anything), ID_REUSED, ROUTER_UNAVAILABLE, ROUTER_REFUSED (not one was lowered).
 */
export function restoreLostUsage(
  input: RestoreLostUsage,
  ctx: Context,
): Promise<Result<RestoredUsage, Refusal>> {
  return attempt(async () => {
    const { store, router, wifi } = ctx;
    if (!router) return err(NO_ROUTER);
    const id = input.id ?? ctx.ids.next();
    const asked = input.ids ?? null;
    const known = await wifi.losses();
    const [[line], lines] = await store.read([logLine(store.db, id), restoredLines(store.db, known.items)]);
    if (line) return isRepeat(line, asked) ? restore(planOf(line), asked, id, router, ctx) : err(REUSED);
    if (known.asOf === null) return err(NOTHING_KNOWN);
    const open = openLosses(known.items, restoredByLoss(lines));
    const plan = asked === null ? open : open.filter((one) => isMeant(one, asked));
    if (plan.length === 0) return asked === null ? ok({ restored: [], failed: [] }) : err(NOT_FOUND);
    const rowIds = plan.map((one) => one.code);
    await writeLine(ctx, { id, verb: VERB, rowIds, detail: { ids: asked, plan } });
    return restore(plan, asked, id, router, ctx);
  });
}

const REUSED = refusal("ID_REUSED");
const NOT_FOUND = refusal("NOT_FOUND");

const isRepeat = ({ verb, detail }: LogLine, asked: readonly string[] | null) =>
  verb === VERB && JSON.stringify(detail?.ids ?? null) === JSON.stringify(asked);

const planOf = ({ detail }: LogLine) => (detail?.plan ?? []) as readonly OpenLoss[];

const isMeant = ({ voucherId, code }: OpenLoss, refs: readonly string[]) =>
  refs.includes(code) || refs.some((ref) => ref.toUpperCase() === voucherId.toUpperCase());

async function restore(
  plan: readonly OpenLoss[],
  asked: readonly string[] | null,
  command: string,
  router: RouterAccess,
  ctx: Context,
): Promise<Result<RestoredUsage, Refusal>> {
  const { store } = ctx;
  const [lines] = await store.read([
    restoredLines(
      store.db,
      plan.flatMap((one) => one.losses),
    ),
  ]);
  const settled = restoredByLoss(lines);
  const restored: RestoredVoucher[] = [];
  const lowered: RestoredVoucher[] = [];
  const failed: NotRestored[] = [];
  let away: Refusal | undefined;
  for (const one of plan) {
    const { voucherId: id, code } = one;
    const left = one.losses.filter((loss) => !settled.has(loss.id));
    const before = settled.get(one.losses[0]?.id ?? "");
    if (left.length === 0) {
      if (before) restored.push(before);
      else failed.push({ id, code, reason: OWN_REASONS.wasReset });
      continue;
    }
    const answer = away ? err(away) : await router.restoreUsage({ id, code }, left);
    if (answer.ok) lowered.push(noted({ ...one, losses: left }, answer.value));
    else {
      failed.push({ id, code, reason: answer.error.detail ?? answer.error.code });
      if (answer.error.code !== "NOT_FOUND") away = answer.error;
    }
  }
  if (lowered.length > 0) await note(lowered, command, ctx);
  else if (away && restored.length === 0) return err(away);
  const unknown = (asked ?? []).filter((ref) => !plan.some((one) => isMeant(one, [ref])));
  return ok({
    restored: [...restored, ...lowered].map(({ losses: _, ...voucher }) => voucher),
    failed: [...failed, ...unknown.map((id) => ({ id, code: null, reason: OWN_REASONS.nothingLost }))],
  });
}

function noted({ losses, code, voucherId }: OpenLoss, { voucher, before }: LoweredVoucher): RestoredVoucher {
  const { bytesLimit, timeLimit } = voucher;
  return {
    ...{ id: voucherId, code, before, bytesLimit, timeLimit },
    bytes: losses.reduce((sum, loss) => sum + loss.bytes, 0),
    seconds: losses.reduce((sum, loss) => sum + loss.seconds, 0),
    exhausted: voucher.status === "exhausted",
    losses: losses.map((loss) => loss.id),
  };
}

/** From now on both hosts say that these losses are restored. */
async function note(lowered: readonly RestoredVoucher[], command: string, ctx: Context): Promise<void> {
  const rowIds = lowered.flatMap((voucher) => voucher.losses);
  await writeLine(ctx, { verb: RESTORED_VERB, rowIds, detail: { command, vouchers: lowered } });
}
