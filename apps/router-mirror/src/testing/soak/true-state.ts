import type { Client } from "@libsql/client/http";

type Row = Readonly<Record<string, string>>;
type Menus = Readonly<Record<string, readonly Row[]>>;

/**
 * What the caches hold and what they should hold, in words that can be compared. Shares no code with what it judges: it reads
 * the router through its control API, and the caches by SQL. Counters of who is online may be behind, and are left out.
 */
export async function cachesAndTruth(db: Client, controlUrl: string) {
  const { menus } = (await (await fetch(`${controlUrl}/state`)).json()) as { menus: Menus };
  return { cached: await cached(db), truth: truth(menus) };
}

async function cached(db: Client): Promise<string[]> {
  const [vouchers, sessions, devices, networks] = await db.batch([
    "SELECT * FROM vouchers_cache",
    "SELECT * FROM sessions_cache",
    "SELECT * FROM devices_cache",
    "SELECT * FROM wifi_networks_cache",
  ]);
  return [
    ...(vouchers?.rows ?? []).map((row) => {
      const { id, code, profile, package_id, bytes_limit, time_limit, is_online } = row;
      const used = is_online === 1 ? "online" : `${row.bytes_used} B ${row.uptime} s ${row.status}`;
      return `voucher ${id} ${code} ${profile} ${package_id} ${bytes_limit} ${time_limit} ${used}`;
    }),
    ...(sessions?.rows ?? []).map(
      (row) => `session ${row.voucher_code} ${row.mac_address} ${row.ip_address}`,
    ),
    ...(devices?.rows ?? []).map((row) => `device ${row.id} ${row.name}`),
    ...(networks?.rows ?? []).map((row) => `network ${row.id} ${row.name} ${row.ssid}`),
  ].sort();
}

function truth(menus: Menus): string[] {
  const active = menus["/ip/hotspot/active"] ?? [];
  const online = new Set(active.map((row) => row.user));
  const users = (menus["/ip/hotspot/user"] ?? []).filter((row) => row[".id"] !== "*0");
  const leases = (menus["/ip/dhcp-server/lease"] ?? []).map(
    (row) => `device ${row["mac-address"]} ${row.comment ?? row["host-name"] ?? null}`,
  );
  return [
    ...users.map((row) => {
      const bytesLimit = Number(row["limit-bytes-total"] ?? 0) || null;
      const timeLimit = secondsOf(row["limit-uptime"]) || null;
      const [bytes, uptime] = [Number(row["bytes-in"]) + Number(row["bytes-out"]), secondsOf(row.uptime)];
      const isOut = (bytesLimit ?? Infinity) <= bytes || (timeLimit ?? Infinity) <= uptime;
      const status = isOut ? "exhausted" : bytes + uptime > 0 ? "used" : "available";
      const used = online.has(row.name) ? "online" : `${bytes} B ${uptime} s ${status}`;
      const packageId = /^pkg:([^|]*)/.exec(row.comment ?? "")?.[1] ?? null;
      return `voucher ${row[".id"]} ${row.name} ${row.profile} ${packageId} ${bytesLimit} ${timeLimit} ${used}`;
    }),
    ...active.map((row) => `session ${row.user} ${row["mac-address"]} ${row.address}`),
    ...new Set(leases),
    ...(menus["/interface/wifi"] ?? []).map(
      (row) => `network ${row[".id"]} ${row.name} ${row["configuration.ssid"]}`,
    ),
  ].sort();
}

const UNITS: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };

/** `1w2d3h4m5s` */
function secondsOf(duration = ""): number {
  const parts = duration.matchAll(/(\d+)([wdhms])/g);
  return [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ""] ?? 0), 0);
}
