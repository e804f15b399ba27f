CREATE TABLE `console_days` (
	`id` text PRIMARY KEY NOT NULL,
	`station_id` text NOT NULL,
	`date` text NOT NULL,
	`online_ms` integer NOT NULL,
	`idle_ms` integer NOT NULL
) STRICT, WITHOUT ROWID;
