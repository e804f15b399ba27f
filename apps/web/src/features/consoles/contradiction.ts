import type { StationState } from "../board/station-view.ts";

/** Where console and clock do not agree; null where they do, or nothing is known. */
export function contradiction(
  console: "online" | "offline" | "unknown" | undefined,
  station: StationState,
): "idle" | "off" | null {
  if (console === "online" && station === "free") return "idle";
  if (console === "offline" && station === "running") return "off";
  return null;
}
