import type { RouterLink } from "../link/router-link.ts";
import { textOrNull } from "./columns.ts";
import type { Networks } from "./networks.ts";

/** A device that the router knows: a console, a phone, the shop's computer. */
export interface Device {
  /** Upper case, with colons. */
  readonly macAddress: string;
  readonly ipAddress: string | null;
  /** What the owner called it on the router, else what it calls itself. */
  readonly name: string | null;
  readonly isOnline: boolean;
  /** The wireless interface it is connected to, else `lease`. */
  readonly seenOn: string;
}

const LEASE_COLUMNS = ["address", "active-address", "mac-address", "host-name", "comment", "status"];

/** Leases and wireless registrations, one row for each MAC address. */
export async function readDevices(link: RouterLink, networks: Networks): Promise<readonly Device[]> {
  const leases = await link.run("/ip/dhcp-server/lease", (menu) => menu.print(LEASE_COLUMNS));
  const devices = new Map<string, Device>();
  for (const lease of leases) {
    const macAddress = lease["mac-address"]?.toUpperCase();
    if (!macAddress) continue;
    const isOnline = lease.status === "bound";
    if (devices.get(macAddress)?.isOnline && !isOnline) continue;
    devices.set(macAddress, {
      macAddress,
      ipAddress: textOrNull(lease, "active-address") ?? textOrNull(lease, "address"),
      name: textOrNull(lease, "comment") ?? textOrNull(lease, "host-name"),
      isOnline,
      seenOn: "lease",
    });
  }
  for (const registration of await networks.registrations()) {
    const macAddress = registration.macAddress.toUpperCase();
    const known = devices.get(macAddress) ?? { macAddress, ipAddress: null, name: null };
    devices.set(macAddress, { ...known, isOnline: true, seenOn: registration.interface });
  }
  return [...devices.values()];
}
