import type { StationInternet } from "@mikro-dash/api-contract/schemas/station";

/** Why the switch cannot be used; said beside it. */
export type InternetObstacle = "noAddress" | "fromShop" | "away" | "notSeen";

export type InternetView = {
  readonly state: "on" | "off" | "unknown";
  /** The look at the router that says so. */
  readonly asOf: number | null;
  readonly obstacle: InternetObstacle | null;
};

type Known = Pick<StationInternet, "state" | "asOf" | "obstacle"> | undefined;

/** What is shown of a console's internet. A console that is cut off can be let through though the router lost sight of it. */
export function internetView(hasAddress: boolean, atTheShop: boolean, known: Known): InternetView {
  const nothing = { state: "unknown", asOf: known?.asOf ?? null } as const;
  if (!hasAddress) return { ...nothing, obstacle: "noAddress" };
  if (!atTheShop) return { ...nothing, obstacle: "fromShop" };
  if (known === undefined || known.state === "unknown") return { ...nothing, obstacle: "away" };
  const { state, asOf, obstacle } = known;
  return { state, asOf, obstacle: state === "on" && obstacle === "not-seen" ? "notSeen" : null };
}
