import type { BoardStation } from "@mikro-dash/api-contract/schemas/station";
import { owedOf, staysOnBoard } from "@mikro-dash/domain/session/last-bill";
import { MINUTE_MS } from "@mikro-dash/domain/time/epoch-ms";
import type { Meter } from "../session/meter.ts";

export type StationState = "free" | "running" | "paused" | "outOfOrder";
export const FILTERS = ["all", "unpaid", "endingSoon", "free", "running", "paused"] as const;
export type BoardFilter = (typeof FILTERS)[number];

const SOON_MS = 10 * MINUTE_MS;

export function stateOf(station: BoardStation, meter: Meter | undefined, now: number): StationState {
  if (meter !== undefined) return meter.status(now) === "paused" ? "paused" : "running";
  return station.outOfOrder ? "outOfOrder" : "free";
}

/** What the last customer still owes; 0 when paid or when there was none. */
export function unpaidOf({ lastClosing }: BoardStation): number {
  return lastClosing ? owedOf(lastClosing) : 0;
}

/** Nothing was left to pay here: the bill went onto another session. */
export const isMerged = ({ payable, transfersOut }: NonNullable<BoardStation["lastClosing"]>): boolean =>
  payable === 0 && transfersOut > 0;

/** The domain says how long; here it is asked again, as time passes between two looks. */
export function shownClosing({ lastClosing }: BoardStation, now: number): BoardStation["lastClosing"] {
  return lastClosing !== null && staysOnBoard(lastClosing, now) ? lastClosing : null;
}

/** Time of play until the timer, negative when it is over; null without a timer or while nothing runs towards it. */
export function timerLeft(meter: Meter, timerMinutes: number | null, now: number): number | null {
  if (timerMinutes === null) return null;
  return timerMinutes * MINUTE_MS - meter.bill(now).playedMs;
}

function endsSoon(station: BoardStation, meter: Meter | undefined, now: number): boolean {
  if (meter === undefined || station.session === null) return false;
  const left = timerLeft(meter, station.session.timerMinutes, now);
  return (left !== null && left < SOON_MS) || costReached(meter, now);
}

export const costReached = (meter: Meter, now: number): boolean =>
  meter.limits.cost !== null && meter.limits.cost <= now;

export function matches(
  filter: BoardFilter,
  station: BoardStation,
  meter: Meter | undefined,
  now: number,
): boolean {
  switch (filter) {
    case "all":
      return true;
    case "unpaid":
      return unpaidOf(station) > 0;
    case "endingSoon":
      return endsSoon(station, meter, now);
    default:
      return stateOf(station, meter, now) === filter;
  }
}
