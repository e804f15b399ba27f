import type {
  BatchId,
  ChargeId,
  ClosingId,
  MenuItemId,
  OrderId,
  PaymentId,
  SegmentId,
  SessionId,
  StartId,
  StationId,
  TransferId,
} from "../ids.ts";
import type { Piasters, RatePerHour } from "../money/piasters.ts";
import type { HlcStamp } from "../sync/hlc.ts";
import type { EpochMs } from "../time/epoch-ms.ts";
import type { LimitAction } from "./policy.ts";

/** How players play: alone, or several on one console. */
export type PlayMode = "single" | "multi";
export type SegmentKind = PlayMode | "paused";

/** Register: where and when it was opened, and what may be changed about it. */
export interface SessionRow {
  readonly id: SessionId;
  readonly stationId: StationId;
  readonly startedAt: EpochMs;
  readonly timerMinutes: number | null;
  readonly costLimit: Piasters | null;
  readonly notes: string | null;
  readonly updatedAt: HlcStamp;
}

/** What holds from `startedAt` on, until the next segment starts. `batchId`: the freeze or resume it is part of. */
export interface SegmentRow {
  readonly id: SegmentId;
  readonly sessionId: SessionId;
  readonly stationId: StationId;
  readonly kind: SegmentKind;
  readonly hourlyRate: RatePerHour;
  readonly startedAt: EpochMs;
  readonly batchId: BatchId | null;
}

/** A correction of the session's start; the greatest stamp holds. */
export interface StartRow {
  readonly id: StartId;
  readonly sessionId: SessionId;
  readonly startedAt: EpochMs;
  readonly updatedAt: HlcStamp;
}

export interface OrderRow {
  readonly id: OrderId;
  readonly sessionId: SessionId;
  readonly menuItemId: MenuItemId;
  readonly name: string;
  readonly nameAr: string;
  readonly quantity: number;
  readonly unitPrice: Piasters;
  readonly orderedAt: EpochMs;
}

export interface ChargeRow {
  readonly id: ChargeId;
  readonly sessionId: SessionId;
  readonly amount: Piasters;
  readonly reason: string;
  readonly chargedAt: EpochMs;
}

/** What of one session's bill another session pays. Made together with the closing of the source. */
export interface TransferRow {
  readonly id: TransferId;
  readonly fromSessionId: SessionId;
  readonly toSessionId: SessionId;
  readonly closingId: ClosingId;
  readonly time: Piasters;
  readonly orders: Piasters;
  readonly charges: Piasters;
  /** What the source itself had received. */
  readonly transfers: Piasters;
  readonly includeOrders: boolean;
  readonly transferredAt: EpochMs;
}

/** The end of a session: every component of its bill and the policy that made it. */
export interface ClosingRow {
  readonly id: ClosingId;
  readonly sessionId: SessionId;
  readonly endedAt: EpochMs;
  readonly receiptNo: string;
  readonly playedMs: number;
  readonly billedMinutes: number;
  readonly time: Piasters;
  readonly orders: Piasters;
  readonly charges: Piasters;
  readonly transfersIn: Piasters;
  readonly transfersOut: Piasters;
  readonly subtotal: Piasters;
  readonly discount: Piasters;
  readonly discountReason: string | null;
  readonly rounding: Piasters;
  readonly payable: Piasters;
  readonly billingIncrementSeconds: number;
  readonly minimumCharge: Piasters;
  readonly roundTo: Piasters;
  readonly limitAction: LimitAction;
  readonly closedBy: string | null;
  readonly closedAt: EpochMs;
  readonly updatedAt: HlcStamp;
}

/** Money taken. None = unpaid, several = paid in parts. */
export interface PaymentRow {
  readonly id: PaymentId;
  readonly closingId: ClosingId;
  readonly sessionId: SessionId;
  readonly amount: Piasters;
  readonly method: string;
  readonly takenAt: EpochMs;
}

/** `id` is the id of the row that is voided. */
export interface VoidRow {
  readonly id: string;
  readonly targetTable: string;
  readonly sessionId: SessionId | null;
  readonly at: EpochMs;
  readonly by: string | null;
  readonly reason: string | null;
}

/**
 * All rows that decide what one session costs, in any order. `transfersIn`, `transfersOut` and `closings` include
 * voided ones. `voids` holds the voids of every row here **and of the closings that the transfers name**
 * (those of `transfersIn` belong to other sessions): what counts is decided here, not by the query.
 */
export interface SessionFacts {
  readonly session: SessionRow;
  readonly segments: readonly SegmentRow[];
  readonly starts: readonly StartRow[];
  readonly orders: readonly OrderRow[];
  readonly charges: readonly ChargeRow[];
  readonly transfersIn: readonly TransferRow[];
  readonly transfersOut: readonly TransferRow[];
  readonly closings: readonly ClosingRow[];
  readonly payments: readonly PaymentRow[];
  readonly voids: readonly VoidRow[];
}

/** A row that a decision made: complete but for the stamp, which the writer adds. */
export type Unstamped<Row> = Omit<Row, "updatedAt">;

/** What a station lends to a decision. `hourlyRateMulti` null = the single rate. */
export interface StationFacts {
  readonly id: StationId;
  readonly hourlyRate: RatePerHour;
  readonly hourlyRateMulti: RatePerHour | null;
  readonly outOfOrder: boolean;
}
