import { consoleState } from "@mikro-dash/domain/console/sight";
import type { StationId } from "@mikro-dash/domain/ids";
import type { EpochMs } from "@mikro-dash/domain/time/epoch-ms";
import type { Context } from "../context.ts";
import type { RouterAccess } from "../wifi/router-access.ts";

/** @see the contract's StationInternet */
export interface StationInternet {
  readonly stationId: StationId;
  readonly state: "on" | "off" | "unknown";
  readonly asOf: EpochMs | null;
  readonly obstacle: "no-address" | "not-seen" | null;
}

interface StationAddress {
  readonly id: StationId;
  readonly macAddress: string | null;
}

/** What the last look at the firewall tells of these stations. The router is not asked where no console has an address. */
export async function internetOf(
  stations: readonly StationAddress[],
  router: RouterAccess,
  { wifi, clock }: Context,
): Promise<readonly StationInternet[]> {
  if (stations.every((station) => station.macAddress === null)) return stations.map(withoutAddress);
  const { asOf, items } = await router.cutOff();
  const devices = await wifi.devices();
  const cut = new Set(items.map((one) => one.macAddress.toUpperCase()));
  const addressed = new Set(
    devices.items.filter((one) => one.ipAddress !== null).map((one) => one.macAddress.toUpperCase()),
  );
  const now = clock.now();
  return stations.map((station) => {
    const mac = station.macAddress?.toUpperCase();
    if (mac === undefined) return withoutAddress(station);
    const look = asOf === null ? undefined : { isOnline: !cut.has(mac), seenAt: asOf };
    const isKnown = devices.asOf === null || addressed.has(mac);
    return {
      stationId: station.id,
      state: REACH[consoleState(look, now)],
      asOf,
      obstacle: isKnown ? null : ("not-seen" as const),
    };
  });
}

/** A look at the firewall is believed as long as one at the consoles. */
const REACH = { online: "on", offline: "off", unknown: "unknown" } as const;

const withoutAddress = ({ id }: StationAddress): StationInternet => ({
  stationId: id,
  state: "unknown",
  asOf: null,
  obstacle: "no-address",
});
