import type { ByteString } from "../wire/byte-string.ts";
import type { Router } from "./router.ts";
import { withColumns } from "./table.ts";

/** The device asks for its address: the lease it has, or a new dynamic one. Answers the address. */
export function noteLease(
  router: Router,
  mac: ByteString,
  hostName: ByteString | undefined,
): ByteString | undefined {
  const leases = router.tables.leases;
  router.switchedOff.delete(mac);
  const found = leases.find((row) => row["mac-address"] === mac);
  if (found) {
    const [id, lease] = found;
    if (lease.status !== "bound" || (hostName && lease["host-name"] !== hostName))
      leases.put(id, withColumns(lease, { status: "bound", ...(hostName ? { "host-name": hostName } : {}) }));
    return lease.address;
  }
  const address = freeAddress(router);
  leases.add({
    address,
    "mac-address": mac,
    server: "dhcp1",
    status: "bound",
    dynamic: "true",
    ...(hostName ? { "host-name": hostName } : {}),
  });
  return address;
}

/** The device is switched off: a lease that somebody made stays and waits, its own is gone. */
export function releaseLease(router: Router, mac: ByteString): boolean {
  const found = router.tables.leases.find((row) => row["mac-address"] === mac);
  if (!found) return false;
  const [id, lease] = found;
  if (lease.dynamic === "true") router.tables.leases.delete(id);
  else router.tables.leases.put(id, withColumns(lease, { status: "waiting" }));
  return true;
}

/** The device is switched off while its lease lasts: only who asks its address for an answer notices. */
export function fallSilent(router: Router, mac: ByteString): boolean {
  router.switchedOff.add(mac);
  return router.tables.leases.find((row) => row["mac-address"] === mac) !== undefined;
}

export function freeAddress(router: Router): ByteString {
  const taken = new Set<ByteString>();
  for (const [, lease] of router.tables.leases.entries()) taken.add(lease.address ?? "");
  for (let n = 20; n < 65_000; n++) {
    const address = `10.5.${50 + Math.floor(n / 250)}.${(n % 250) + 2}`;
    if (!taken.has(address)) return address;
  }
  throw new Error("the address pool is empty");
}
