/** What a router tells of one device, at one moment. */
export interface DeviceEvidence {
  /** It is on one of the router's wireless networks. One on a cable never is. */
  readonly isRegistered: boolean;
  /** Whether its address answers the router; null = nobody lets the router look, or it has not looked yet. */
  readonly netwatch: "up" | "down" | null;
  /** It has an address by now. One that was given for a day is still there when the device was switched off. */
  readonly isLeased: boolean;
}

/**
 * Whether a device is switched on, and what tells so. The best evidence decides alone: a radio link cannot be there
 * without the device; an answer, or none, is of now; a lease only says that it was here within the lease's time.
 */
export function deviceOn({ isRegistered, netwatch, isLeased }: DeviceEvidence): {
  readonly isOn: boolean;
  readonly by: "registration" | "netwatch" | "lease";
} {
  if (isRegistered) return { isOn: true, by: "registration" };
  if (netwatch !== null) return { isOn: netwatch === "up", by: "netwatch" };
  return { isOn: isLeased, by: "lease" };
}
