import { type DeviceEvidence, deviceOn } from "@mikro-dash/domain/console/device-on";
import type { RouterLink } from "../link/router-link.ts";
import { textOrNull } from "./columns.ts";
import { readNetwatch } from "./netwatch.ts";
import type { Networks } from "./networks.ts";

/** A device that the router knows: a console, a phone, the shop's computer. */
export interface Device {
  /** Upper case, with colons. */
  readonly macAddress: string;
  readonly ipAddress: string | null;
  /** What the owner called it on the router, else what it calls itself. */
  readonly name: string | null;
  readonly isOnline: boolean;
  /** What tells so: the wireless interface it is connected to, else `netwatch`, else `lease`. */
  readonly seenOn: string;
}

type Found = Omit<Device, "isOnline" | "seenOn"> & {
  readonly isLeased: boolean;
  readonly interface: string | null;
};

const LEASE_COLUMNS = ["address", "active-address", "mac-address", "host-name", "comment", "status"];

/** Leases, wireless registrations and what netwatch says of their addresses; one row for each MAC address. */
export async function readDevices(link: RouterLink, networks: Networks): Promise<readonly Device[]> {
  const leases = await link.run("/ip/dhcp-server/lease", (menu) => menu.print(LEASE_COLUMNS));
  const devices = new Map<string, Found>();
  for (const lease of leases) {
    const macAddress = lease["mac-address"]?.toUpperCase();
    if (!macAddress) continue;
    const isLeased = lease.status === "bound";
    if (devices.get(macAddress)?.isLeased && !isLeased) continue;
    devices.set(macAddress, {
      macAddress,
      ipAddress: textOrNull(lease, "active-address") ?? textOrNull(lease, "address"),
      name: textOrNull(lease, "comment") ?? textOrNull(lease, "host-name"),
      isLeased,
      interface: null,
    });
  }
  for (const registration of await networks.registrations()) {
    const macAddress = registration.macAddress.toUpperCase();
    const known = devices.get(macAddress) ?? { macAddress, ipAddress: null, name: null, isLeased: false };
    devices.set(macAddress, { ...known, interface: registration.interface });
  }
  const watched = await readNetwatch(link);
  return [...devices.values()].map(({ isLeased, interface: on, ...device }) => {
    const evidence: DeviceEvidence = {
      isRegistered: on !== null,
      netwatch: watched.get(device.ipAddress ?? "") ?? null,
      isLeased,
    };
    const { isOn, by } = deviceOn(evidence);
    return { ...device, isOnline: isOn, seenOn: by === "registration" ? (on ?? by) : by };
  });
}
