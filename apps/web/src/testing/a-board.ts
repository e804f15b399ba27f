import type { Order, Segment, Session } from "@mikro-dash/api-contract/schemas/session";
import type { Board, BoardStation } from "@mikro-dash/api-contract/schemas/station";
import type { SegmentKind } from "@mikro-dash/domain/session/facts";

/** Ten in the evening of a fixed day, for tests. */
export const NOW = Date.UTC(2026, 10, 22, 20, 0);
export const MINUTE = 60_000;

const RATES: Readonly<Record<SegmentKind, number>> = { single: 2000, multi: 3000, paused: 0 };
const policy = { billingIncrementSeconds: 60, minimumCharge: 0, roundTo: 500, limitAction: "alert" };
const noBill = {
  ...{ playedMs: 0, billedMinutes: 0, time: 0, orders: 0, charges: 0, transfersIn: 0, transfersOut: 0 },
  ...{ subtotal: 0, discount: 0, rounding: 0, payable: 0, lines: [] },
};

/** A segment of `kind` that began so many minutes before NOW. */
type Since = readonly [kind: SegmentKind, minutesAgo: number, batchId?: string];

/** The wire's plain values, typed as the contract types them. */
export function aSession(id: string, since: readonly Since[], change: Partial<Session> = {}): Session {
  const segments = since.map(([kind, ago, batchId], index) => ({
    id: `${id}-segment-${index}`,
    kind,
    stationId: `station-of-${id}`,
    hourlyRate: RATES[kind],
    startedAt: NOW - ago * MINUTE,
    endedAt: null,
    batchId: batchId ?? null,
  }));
  const plain = {
    id,
    stationId: `station-of-${id}`,
    status: segments.at(-1)?.kind === "paused" ? "paused" : "running",
    startedAt: segments[0]?.startedAt ?? NOW,
    ...{ endedAt: null, timerMinutes: null, costLimit: null, notes: null, closing: null },
    ...{ orders: [], charges: [], transfersIn: [], transfersOut: [], payments: [], reviews: [] },
    ...{ segments, bill: noBill, policy, serverTime: NOW, updatedAt: "", synced: true },
  };
  return { ...(plain as unknown as Session), ...change };
}

export function aStation(id: string, change: Partial<BoardStation> = {}): BoardStation {
  const plain = {
    ...{ id, name: id, nameAr: id, macAddress: null, sortOrder: 1, outOfOrder: false, deleted: false },
    ...{ hourlyRate: RATES.single, hourlyRateMulti: RATES.multi, session: null, lastClosing: null },
  };
  return { ...(plain as unknown as BoardStation), ...change };
}

export const aBoard = (...stations: readonly BoardStation[]): Board =>
  ({ serverTime: NOW, policy, stations, unpaid: [] }) as unknown as Board;

export const anOrder = (id: string, quantity: number, unitPrice: number): Order =>
  ({
    ...{ id, menuItemId: "menu-1", name: "Tea", nameAr: "شاي" },
    ...{ quantity, unitPrice, orderedAt: NOW, voided: false },
  }) as unknown as Order;

export const segmentKinds = (session: Session | null | undefined): readonly Segment["kind"][] =>
  session?.segments.map((segment) => segment.kind) ?? [];
