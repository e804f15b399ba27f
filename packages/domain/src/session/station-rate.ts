import type { RatePerHour } from "../money/piasters.ts";
import type { PlayMode, StationFacts } from "./facts.ts";

/** Price of a mode at a station; no price of its own for multi = the single one. */
export function rateOf(
  station: Pick<StationFacts, "hourlyRate" | "hourlyRateMulti">,
  mode: PlayMode,
): RatePerHour {
  return mode === "multi" ? (station.hourlyRateMulti ?? station.hourlyRate) : station.hourlyRate;
}
