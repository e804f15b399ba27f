import type {
  BatchId,
  ChargeId,
  ClosingId,
  MenuItemId,
  OrderId,
  SegmentId,
  SessionId,
  StartId,
  StationId,
  TransferId,
} from "../ids.ts";
import { piasters, ratePerHour } from "../money/piasters.ts";
import type { DecisionContext } from "../session/context.ts";
import type {
  ChargeRow,
  OrderRow,
  SegmentKind,
  SegmentRow,
  SessionFacts,
  SessionRow,
  StationFacts,
  TransferRow,
  VoidRow,
} from "../session/facts.ts";
import { type BillingPolicy, DEFAULT_POLICY } from "../session/policy.ts";
import { formatStamp, type HlcStamp } from "../sync/hlc.ts";
import { type EpochMs, epochMs } from "../time/epoch-ms.ts";

/** 2026-11-22 21:00 in Cairo; a whole minute. */
export const EVENING = epochMs(1_795_374_000_000);

/** The instant `minutes` after the evening began. */
export const at = (minutes: number): EpochMs => epochMs(EVENING + Math.round(minutes * 60_000));

/** Ids that sort in the order in which they are drawn. */
export function countingIds(prefix = "01960000-0000-7000-8000-"): { next(): string } {
  let n = 0;
  return {
    next() {
      n += 1;
      return `${prefix}${n.toString(16).padStart(12, "0")}`;
    },
  };
}

export const stamp = (n: number): HlcStamp => formatStamp({ at: EVENING, counter: n, node: "testtest" });

export const aPolicy = (policy: Partial<BillingPolicy> = {}): BillingPolicy => ({
  ...DEFAULT_POLICY,
  ...policy,
});

const fresh = countingIds("019abcde-0000-7000-8000-");

export const aContext = (minutes: number, policy: Partial<BillingPolicy> = {}): DecisionContext => ({
  now: at(minutes),
  policy: aPolicy(policy),
  ids: fresh,
});

export const aStation = (id: string, single = 2_000, multi: number | null = 3_000): StationFacts => ({
  id: id as StationId,
  hourlyRate: ratePerHour(single),
  hourlyRateMulti: multi === null ? null : ratePerHour(multi),
  outOfOrder: false,
});

type SegmentSpec = readonly [kind: SegmentKind, rate: number, minutes: number, station?: string];

let segmentsMade = 0;

export function aSegment(
  [kind, rate, minutes, station = "station-1"]: SegmentSpec,
  more: { sessionId?: string; id?: string; batchId?: string } = {},
): SegmentRow {
  segmentsMade += 1;
  return {
    id: (more.id ?? `01900000-0000-7000-8000-${String(segmentsMade).padStart(12, "0")}`) as SegmentId,
    sessionId: (more.sessionId ?? "session-1") as SessionId,
    stationId: station as StationId,
    kind,
    hourlyRate: ratePerHour(rate),
    startedAt: at(minutes),
    batchId: (more.batchId ?? null) as BatchId | null,
  };
}

/** A session that began at minute 0 of the evening, with these segments, and whatever else is given. */
export function aSession(
  segments: readonly SegmentSpec[] = [["single", 2_000, 0]],
  more: Partial<SessionFacts> & { register?: Partial<SessionRow> } = {},
): SessionFacts {
  const { register = {}, ...rows } = more;
  const id = register.id ?? ("session-1" as SessionId);
  return {
    session: {
      id,
      stationId: "station-1" as StationId,
      startedAt: EVENING,
      timerMinutes: null,
      costLimit: null,
      notes: null,
      updatedAt: stamp(0),
      ...register,
    },
    segments: segments.map((spec) => aSegment(spec, { sessionId: id })),
    starts: [],
    orders: [],
    charges: [],
    transfersIn: [],
    transfersOut: [],
    closings: [],
    payments: [],
    voids: [],
    ...rows,
  };
}

export const anOrder = (id: string, unitPrice: number, quantity = 1, minutes = 0): OrderRow => ({
  id: id as OrderId,
  sessionId: "session-1" as SessionId,
  menuItemId: "tea" as MenuItemId,
  name: "Tea",
  nameAr: "شاي",
  quantity,
  unitPrice: piasters(unitPrice),
  orderedAt: at(minutes),
});

export const aCharge = (id: string, amount: number): ChargeRow => ({
  id: id as ChargeId,
  sessionId: "session-1" as SessionId,
  amount: piasters(amount),
  reason: "broken pad",
  chargedAt: EVENING,
});

export const aTransfer = (id: string, total: number, more: Partial<TransferRow> = {}): TransferRow => ({
  id: id as TransferId,
  fromSessionId: "session-2" as SessionId,
  toSessionId: "session-1" as SessionId,
  closingId: "closing-of-transfer" as ClosingId,
  time: piasters(total),
  orders: piasters(0),
  charges: piasters(0),
  transfers: piasters(0),
  includeOrders: true,
  transferredAt: EVENING,
  ...more,
});

export const aVoid = (id: string): VoidRow => ({
  id,
  targetTable: "any",
  sessionId: null,
  at: EVENING,
  by: null,
  reason: null,
});

export const aStart = (id: string, minutes: number, n: number) => ({
  id: id as StartId,
  sessionId: "session-1" as SessionId,
  startedAt: at(minutes),
  updatedAt: stamp(n),
});

/** The facts with more rows in them. */
export function withRows(facts: SessionFacts, rows: Partial<Omit<SessionFacts, "session">>): SessionFacts {
  const merged: Record<string, unknown> = { ...facts };
  for (const [name, added] of Object.entries(rows)) {
    merged[name] = [...(facts[name as keyof typeof rows] ?? []), ...added];
  }
  return merged as unknown as SessionFacts;
}

/** The value of a result that must be ok. */
export function accepted<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Code and fields of a result that must be a refusal. */
export function refused(
  result: { ok: true } | { ok: false; error: { code: string; fields?: readonly { path: string }[] } },
): string {
  if (result.ok) throw new Error("was not refused");
  const fields = result.error.fields?.map((field) => field.path) ?? [];
  return [result.error.code, ...fields].join(" ");
}
