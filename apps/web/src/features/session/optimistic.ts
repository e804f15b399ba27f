import type { MenuItem } from "@mikro-dash/api-contract/schemas/catalogue";
import type { Order, Segment, Session } from "@mikro-dash/api-contract/schemas/session";
import type { Board, BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { sessionFacts } from "@mikro-dash/api-contract/session-facts";
import type { SegmentKind } from "@mikro-dash/domain/session/facts";
import { stateAt } from "@mikro-dash/domain/session/timeline";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Patch } from "../../live/pending-patches.ts";

/** Guesses of what a command will show. They add rows as the server will; what those cost is the domain's to say. */
const onSession =
  (id: string, change: (session: Session) => Session): Patch =>
  (board) => ({
    ...board,
    stations: board.stations.map((station) =>
      station.session?.id === id ? { ...station, session: change(station.session) } : station,
    ),
  });

const rateOf = (station: BoardStation, kind: SegmentKind): Segment["hourlyRate"] => {
  if (kind === "paused") return 0 as Segment["hourlyRate"];
  return kind === "multi" ? (station.hourlyRateMulti ?? station.hourlyRate) : station.hourlyRate;
};

function withSegment(session: Session, segment: Omit<Segment, "endedAt" | "batchId">): Session {
  const last = session.segments.at(-1);
  const before = last ? [...session.segments.slice(0, -1), { ...last, endedAt: segment.startedAt }] : [];
  return {
    ...session,
    status: segment.kind === "paused" ? "paused" : "running",
    segments: [...before, { ...segment, endedAt: null, batchId: null }],
    synced: false,
  };
}

export const pausing = (session: Session, id: string, at: EpochMs): Patch =>
  onSession(session.id, (open) =>
    withSegment(open, {
      id: id as Segment["id"],
      kind: "paused",
      stationId: open.stationId,
      hourlyRate: 0 as Segment["hourlyRate"],
      startedAt: at,
    }),
  );

export const resuming = (session: Session, id: string, at: EpochMs): Patch =>
  onSession(session.id, (open) => {
    const { mode, modeRate } = stateAt(sessionFacts(open), open.policy, at);
    return withSegment(open, {
      id: id as Segment["id"],
      kind: mode,
      stationId: open.stationId,
      hourlyRate: modeRate,
      startedAt: at,
    });
  });

/** A paused session stays paused and will go on in the new mode. */
export const switching = (
  station: BoardStation,
  session: Session,
  kind: "single" | "multi",
  ids: { readonly id: string; readonly pausedId: string },
  at: EpochMs,
): Patch =>
  onSession(session.id, (open) => {
    const here = { stationId: open.stationId, startedAt: at };
    const mode = { ...here, id: ids.id as Segment["id"], kind, hourlyRate: rateOf(station, kind) };
    const paused = {
      ...here,
      id: ids.pausedId as Segment["id"],
      kind: "paused",
      hourlyRate: rateOf(station, "paused"),
    } as const;
    const changed = withSegment(open, mode);
    return stateAt(sessionFacts(open), open.policy, at).kind === "paused"
      ? withSegment(changed, paused)
      : changed;
  });

export const ordering = (
  session: Session,
  item: MenuItem,
  quantity: number,
  id: string,
  at: EpochMs,
): Patch =>
  onSession(session.id, (open) => ({
    ...open,
    synced: false,
    orders: [
      ...open.orders,
      {
        id: id as Order["id"],
        menuItemId: item.id,
        name: item.name,
        nameAr: item.nameAr,
        quantity,
        unitPrice: item.price,
        orderedAt: at,
        voided: false,
      },
    ],
  }));

export const voidingOrder = (session: Session, orderId: string): Patch =>
  onSession(session.id, (open) => ({
    ...open,
    synced: false,
    orders: open.orders.map((order) => (order.id === orderId ? { ...order, voided: true } : order)),
  }));

export const voidingCharge = (session: Session, chargeId: string): Patch =>
  onSession(session.id, (open) => ({
    ...open,
    synced: false,
    charges: open.charges.map((charge) => (charge.id === chargeId ? { ...charge, voided: true } : charge)),
  }));

type Opening = {
  readonly id: string;
  readonly station: BoardStation;
  readonly mode: "single" | "multi";
  readonly at: EpochMs;
  readonly timerMinutes: number | null;
  readonly segmentId: string;
};

/** A station that starts to run before the server has said so. */
export const opening =
  (parts: Opening): Patch =>
  (board) => ({
    ...board,
    stations: board.stations.map((station) =>
      station.id === parts.station.id && station.session === null
        ? { ...station, session: newSession(board, parts) }
        : station,
    ),
  });

function newSession(board: Board, { id, station, mode, at, timerMinutes, segmentId }: Opening): Session {
  const nothing = 0 as Session["bill"]["payable"];
  return {
    id: id as Session["id"],
    stationId: station.id,
    status: "running",
    startedAt: at,
    endedAt: null,
    timerMinutes,
    costLimit: null,
    notes: null,
    segments: [
      {
        id: segmentId as Segment["id"],
        kind: mode,
        stationId: station.id,
        hourlyRate: rateOf(station, mode),
        startedAt: at,
        endedAt: null,
        batchId: null,
      },
    ],
    orders: [],
    charges: [],
    transfersIn: [],
    transfersOut: [],
    closing: null,
    payments: [],
    bill: {
      playedMs: 0,
      billedMinutes: 0,
      time: nothing,
      orders: nothing,
      charges: nothing,
      transfersIn: nothing,
      transfersOut: nothing,
      subtotal: nothing,
      discount: nothing,
      rounding: nothing,
      payable: nothing,
      lines: [],
    },
    policy: board.policy,
    serverTime: at,
    reviews: [],
    updatedAt: "" as Session["updatedAt"],
    synced: false,
  };
}
