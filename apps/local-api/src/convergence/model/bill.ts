import type { ModelRow, ModelRows } from "./rows.ts";

/** The settings that price, or the copy of them that a closing keeps. */
export interface ModelPolicy {
  readonly increment: number;
  readonly minimum: number;
  readonly step: number;
  readonly pauses: boolean;
}

/** A bill by docs/billing.md; piasters. */
export interface ModelBill {
  readonly playedMs: number;
  readonly time: number;
  readonly orders: number;
  readonly charges: number;
  readonly transfersIn: number;
  readonly transfersOut: number;
  readonly subtotal: number;
  readonly discount: number;
  readonly payable: number;
}

const MONTH = 30n * 86_400_000n;
const HOUR = 3_600_000n;
const num = (value: unknown) => Number(value ?? 0);

function policyToday(rows: ModelRows): ModelPolicy {
  const setting = (key: string, otherwise: unknown) => {
    const row = rows.of("settings").find((one) => one.id === key && one.deleted_at === null);
    return row === undefined ? otherwise : JSON.parse(String(row.value));
  };
  return {
    increment: setting("billingIncrementSeconds", 60),
    minimum: setting("minimumCharge", 0),
    step: setting("roundTo", 500),
    pauses: setting("limitAction", "alert") === "pause",
  };
}

/** The closing that holds: neither voided nor its transfer, the newest of them. */
export function standing(rows: ModelRows, sessionId: unknown): readonly ModelRow[] {
  const undone = new Set(
    rows
      .where("ps_session_transfers", "from_session_id", sessionId)
      .filter((transfer) => rows.isVoided(transfer.id))
      .map((transfer) => transfer.closing_id),
  );
  return rows
    .where("ps_session_closings", "session_id", sessionId)
    .filter((closing) => !rows.isVoided(closing.id) && !undone.has(closing.id))
    .sort((a, b) => (`${a.updated_at}${a.id}` < `${b.updated_at}${b.id}` ? 1 : -1));
}

/** Of an open session now; of a closed one at its end, by what its closing was made with. */
export function billOf(rows: ModelRows, session: ModelRow, now: number): ModelBill {
  const [closing] = standing(rows, session.id);
  if (closing === undefined) return price(rows, session, policyToday(rows), now, 0);
  const policy = {
    increment: num(closing.billing_increment_seconds),
    minimum: num(closing.minimum_charge),
    step: num(closing.round_to),
    pauses: closing.limit_action === "pause",
  };
  return price(rows, session, policy, num(closing.ended_at), num(closing.discount));
}

function price(
  rows: ModelRows,
  session: ModelRow,
  policy: ModelPolicy,
  until: number,
  wanted: number,
): ModelBill {
  const { playedMs, time } = priceOfTime(rows, session, policy, until);
  const counted = (table: string, column: string) =>
    rows.where(table, column, session.id).filter((row) => !rows.isVoided(row.id));
  const orders = sum(counted("ps_session_orders", "session_id"), (o) => num(o.unit_price) * num(o.quantity));
  const charges = sum(counted("ps_session_charges", "session_id"), (c) => num(c.amount));
  const moved = (column: string) =>
    sum(
      counted("ps_session_transfers", column).filter((transfer) => !rows.isVoided(transfer.closing_id)),
      (t) => num(t.time) + num(t.orders) + num(t.charges) + num(t.transfers),
    );
  const [transfersIn, transfersOut] = [moved("to_session_id"), moved("from_session_id")];
  const subtotal = time + orders + charges + transfersIn - transfersOut;
  const discount = Math.min(wanted, Math.max(subtotal, 0));
  const payable = rounded(subtotal - discount, policy.step);
  return { playedMs, time, orders, charges, transfersIn, transfersOut, subtotal, discount, payable };
}

/** Nearest, half up; what is something never becomes nothing. */
function rounded(amount: number, step: number): number {
  if (step <= 1) return amount;
  const nearest = Math.floor((2 * amount + step) / (2 * step)) * step;
  return amount > 0 ? Math.max(nearest, step) : nearest;
}

/** What holds from when on; sorted, and cut at the start of the session. */
function pieces(rows: ModelRows, session: ModelRow, until: bigint) {
  const [correction] = rows
    .where("ps_session_starts", "session_id", session.id)
    .toSorted((a, b) => (`${a.updated_at}${a.id}` < `${b.updated_at}${b.id}` ? 1 : -1));
  const start = BigInt(num((correction ?? session).started_at));
  const end = until < start + MONTH ? until : start + MONTH;
  if (end <= start) return []; // the start was corrected to after the end
  const segments = rows
    .where("ps_session_segments", "session_id", session.id)
    .filter((segment) => !rows.isVoided(segment.id))
    .toSorted((a, b) => num(a.started_at) - num(b.started_at) || (String(a.id) < String(b.id) ? -1 : 1));
  const clip = (at: bigint) => (at < start ? start : at > end ? end : at);
  return segments.flatMap((segment, i) => {
    const from = i === 0 ? clip(start) : clip(BigInt(num(segment.started_at)));
    const next = segments[i + 1];
    const to = next === undefined ? clip(end) : clip(BigInt(num(next.started_at)));
    const rate = BigInt(num(segment.hourly_rate));
    return to > from ? [{ length: to - from, rate, played: segment.kind !== "paused" }] : [];
  });
}

function priceOfTime(rows: ModelRows, session: ModelRow, policy: ModelPolicy, until: number) {
  // A limit counts what was played, wherever the bill is cut: look at the whole session, walk until it is reached.
  const timer = session.timer_minutes === null ? null : BigInt(num(session.timer_minutes)) * 60_000n;
  const cost = session.cost_limit === null ? null : BigInt(num(session.cost_limit)) * HOUR;
  let [played, worth, rate] = [0n, 0n, 0n];
  for (const piece of pieces(rows, session, BigInt(until))) {
    if (!piece.played) continue;
    let length = piece.length;
    if (policy.pauses) {
      const toTimer = timer === null ? length : timer - played;
      const toCost =
        cost === null || piece.rate === 0n ? length : (cost - worth + piece.rate - 1n) / piece.rate;
      if (toTimer < length) length = toTimer;
      if (toCost < length) length = toCost;
    }
    if (length > 0n) {
      played += length;
      worth += length * piece.rate;
      rate = piece.rate;
    }
    if (length < piece.length) break;
    if (policy.pauses && ((timer !== null && played >= timer) || (cost !== null && worth >= cost))) break;
  }
  if (played === 0n) return { playedMs: 0, time: 0 };
  const increment = BigInt(policy.increment) * 1_000n;
  const started = ((played + increment - 1n) / increment) * increment;
  const exact = worth + (started - played) * rate;
  const time = Number((2n * exact + HOUR) / (2n * HOUR));
  return { playedMs: Number(played), time: Math.max(time, policy.minimum) };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
