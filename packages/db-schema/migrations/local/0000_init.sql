CREATE TABLE `router_snapshot` (
	`kind` text PRIMARY KEY NOT NULL,
	`as_of` integer NOT NULL,
	`items` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sync_rejects` (
	`id` text PRIMARY KEY NOT NULL,
	`table_name` text NOT NULL,
	`row_id` text NOT NULL,
	`updated_at` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `sync_rejects_row` ON `sync_rejects` (`table_name`,`row_id`);--> statement-breakpoint
CREATE TABLE `sync_state` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT, WITHOUT ROWID;
