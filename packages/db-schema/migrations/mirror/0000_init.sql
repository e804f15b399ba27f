CREATE TABLE `devices_cache` (
	`id` text PRIMARY KEY NOT NULL,
	`mac_address` text NOT NULL,
	`ip_address` text,
	`name` text,
	`is_online` integer NOT NULL,
	`seen_on` text,
	`synced_at` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `heartbeats` (
	`id` text PRIMARY KEY NOT NULL,
	`last_seen_at` integer NOT NULL,
	`version` text,
	`error` text,
	`lease_epoch` integer,
	`lease_expires_at` integer
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sessions_cache` (
	`id` text PRIMARY KEY NOT NULL,
	`voucher_code` text NOT NULL,
	`mac_address` text,
	`ip_address` text,
	`bytes_in` integer NOT NULL,
	`bytes_out` integer NOT NULL,
	`uptime` integer NOT NULL,
	`started_at` integer,
	`synced_at` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `vouchers_cache` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`status` text NOT NULL,
	`package_id` text,
	`profile` text,
	`bytes_limit` integer,
	`bytes_used` integer NOT NULL,
	`time_limit` integer,
	`uptime` integer NOT NULL,
	`mac_address` text,
	`device_name` text,
	`is_online` integer NOT NULL,
	`created_at` integer,
	`last_seen_at` integer,
	`synced_at` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `wifi_networks_cache` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`ssid` text,
	`enabled` integer NOT NULL,
	`clients` integer,
	`synced_at` text
) STRICT, WITHOUT ROWID;
