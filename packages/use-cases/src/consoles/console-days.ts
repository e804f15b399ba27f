import type { StationId } from "@mikro-dash/domain/ids";
import type { BusinessDate } from "@mikro-dash/domain/time/business-day";

/** How long the console of a station was seen on during one business day. */
export interface ConsoleDay {
  readonly stationId: StationId;
  readonly date: BusinessDate;
  readonly onlineMs: number;
  /** Of that, without a session: somebody plays, and nobody counts. */
  readonly idleMs: number;
}

/** Kept by the shop's computer for itself. */
export interface ConsoleDays {
  /** Adds to what is kept for the same station and day. */
  add(days: readonly ConsoleDay[]): Promise<void>;
  /** Of this day and later, the newest first. */
  since(date: BusinessDate): Promise<readonly ConsoleDay[]>;
}
