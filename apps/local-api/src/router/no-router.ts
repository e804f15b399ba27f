import type { Clock } from "@mikro-dash/domain/time/clock";
import type { WifiSource } from "@mikro-dash/use-cases/wifi/wifi-source";

const NOTHING = { source: "cached", asOf: null, items: [] } as const;

/** A shop that has not told us of its router. */
export function noRouter(clock: Clock): WifiSource {
  return {
    vouchers: async () => NOTHING,
    voucherPage: async () => ({ ...NOTHING, losses: NOTHING }),
    sessions: async () => NOTHING,
    devices: async () => NOTHING,
    networks: async () => NOTHING,
    losses: async () => NOTHING,
    sightings: async () => ({
      router: null,
      mirror: null,
      cafe: clock.now(),
      routerProblem: "No router is configured (ROUTER_HOST).",
    }),
  };
}
