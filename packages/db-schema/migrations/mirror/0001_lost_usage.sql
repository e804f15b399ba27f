CREATE TABLE `lost_usage` (
	`id` text PRIMARY KEY NOT NULL,
	`voucher_id` text NOT NULL,
	`code` text NOT NULL,
	`bytes` integer NOT NULL,
	`seconds` integer NOT NULL,
	`booted_at` integer NOT NULL,
	`synced_at` text
) STRICT, WITHOUT ROWID;
