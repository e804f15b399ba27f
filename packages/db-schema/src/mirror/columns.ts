import type { devicesCache, sessionsCache, vouchersCache, wifiNetworksCache } from "./tables.ts";

/** Rows as the caches hold them; when they were written is no part of what they say. */
export type VoucherRow = Omit<typeof vouchersCache.$inferSelect, "syncedAt">;
export type SessionRow = Omit<typeof sessionsCache.$inferSelect, "syncedAt">;
export type DeviceRow = Omit<typeof devicesCache.$inferSelect, "syncedAt">;
export type NetworkRow = Omit<typeof wifiNetworksCache.$inferSelect, "syncedAt">;

/** A cache of the mirror's database for a program in which drizzle-orm would weigh more than all its rows. */
export interface CacheTable<Row> {
  readonly name: string;
  /** The column of each field. */
  readonly columns: Readonly<Record<(keyof Row & string) | "syncedAt", string>>;
  /** Fields whose column holds 0 or 1. */
  readonly booleans: readonly BooleanField<Row>[];
}

type BooleanField<Row> = { [F in keyof Row & string]: Row[F] extends boolean ? F : never }[keyof Row &
  string];

export const VOUCHERS_CACHE: CacheTable<VoucherRow> = {
  name: "vouchers_cache",
  columns: {
    id: "id",
    code: "code",
    status: "status",
    packageId: "package_id",
    profile: "profile",
    bytesLimit: "bytes_limit",
    bytesUsed: "bytes_used",
    timeLimit: "time_limit",
    uptime: "uptime",
    macAddress: "mac_address",
    deviceName: "device_name",
    isOnline: "is_online",
    createdAt: "created_at",
    lastSeenAt: "last_seen_at",
    syncedAt: "synced_at",
  },
  booleans: ["isOnline"],
};

export const SESSIONS_CACHE: CacheTable<SessionRow> = {
  name: "sessions_cache",
  columns: {
    id: "id",
    voucherCode: "voucher_code",
    macAddress: "mac_address",
    ipAddress: "ip_address",
    bytesIn: "bytes_in",
    bytesOut: "bytes_out",
    uptime: "uptime",
    startedAt: "started_at",
    syncedAt: "synced_at",
  },
  booleans: [],
};

export const DEVICES_CACHE: CacheTable<DeviceRow> = {
  name: "devices_cache",
  columns: {
    id: "id",
    macAddress: "mac_address",
    ipAddress: "ip_address",
    name: "name",
    isOnline: "is_online",
    seenOn: "seen_on",
    syncedAt: "synced_at",
  },
  booleans: ["isOnline"],
};

export const WIFI_NETWORKS_CACHE: CacheTable<NetworkRow> = {
  name: "wifi_networks_cache",
  columns: {
    id: "id",
    name: "name",
    ssid: "ssid",
    enabled: "enabled",
    clients: "clients",
    syncedAt: "synced_at",
  },
  booleans: ["enabled"],
};
