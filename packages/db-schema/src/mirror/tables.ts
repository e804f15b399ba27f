import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The mirror's own database: replaced and deleted, not merged; no secondary index (each is a row written on the bill). */
export const vouchersCache = sqliteTable("vouchers_cache", {
  id: text("id").primaryKey(),
  code: text("code").notNull(),
  status: text("status").$type<"available" | "used" | "exhausted">().notNull(),
  packageId: text("package_id"),
  profile: text("profile"),
  bytesLimit: integer("bytes_limit"),
  bytesUsed: integer("bytes_used").notNull(),
  /** Seconds. */
  timeLimit: integer("time_limit"),
  /** Seconds. */
  uptime: integer("uptime").notNull(),
  macAddress: text("mac_address"),
  deviceName: text("device_name"),
  isOnline: integer("is_online", { mode: "boolean" }).notNull(),
  createdAt: integer("created_at"),
  lastSeenAt: integer("last_seen_at"),
  syncedAt: text("synced_at"),
});

export const sessionsCache = sqliteTable("sessions_cache", {
  /** User, MAC and start: the router reuses its own ids. */
  id: text("id").primaryKey(),
  voucherCode: text("voucher_code").notNull(),
  macAddress: text("mac_address"),
  ipAddress: text("ip_address"),
  bytesIn: integer("bytes_in").notNull(),
  bytesOut: integer("bytes_out").notNull(),
  uptime: integer("uptime").notNull(),
  startedAt: integer("started_at"),
  syncedAt: text("synced_at"),
});

export const devicesCache = sqliteTable("devices_cache", {
  id: text("id").primaryKey(),
  macAddress: text("mac_address").notNull(),
  ipAddress: text("ip_address"),
  name: text("name"),
  isOnline: integer("is_online", { mode: "boolean" }).notNull(),
  /** `lease` or the interface of a wireless registration. */
  seenOn: text("seen_on"),
  syncedAt: text("synced_at"),
});

export const wifiNetworksCache = sqliteTable("wifi_networks_cache", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  ssid: text("ssid"),
  enabled: integer("enabled", { mode: "boolean" }).notNull(),
  clients: integer("clients"),
  syncedAt: text("synced_at"),
});

/**
 * What vouchers had used in live sessions when the router lost its power: it folds that in only at a logout, so it
 * forgot it. At least this much; the mirror's last values may be a few minutes old.
 */
export const lostUsage = sqliteTable("lost_usage", {
  /** Voucher and boot. */
  id: text("id").primaryKey(),
  voucherId: text("voucher_id").notNull(),
  code: text("code").notNull(),
  bytes: integer("bytes").notNull(),
  seconds: integer("seconds").notNull(),
  /** When the router began again, epoch ms. */
  bootedAt: integer("booted_at").notNull(),
  syncedAt: text("synced_at"),
});

/** What gives cached data an age: `local-api`, `router-mirror` (with its lease), `router`; and when something was last lost, `lost-usage`. */
export const heartbeats = sqliteTable("heartbeats", {
  id: text("id").primaryKey(),
  /** Epoch ms by the writer's clock. */
  lastSeenAt: integer("last_seen_at").notNull(),
  version: text("version"),
  error: text("error"),
  /** The mirror's lease: who holds it, until when. */
  leaseEpoch: integer("lease_epoch"),
  leaseExpiresAt: integer("lease_expires_at"),
  /** Which mirror took it last: the same one may take it back at once. */
  leaseHolder: text("lease_holder"),
});
