CREATE TABLE `sold_twice` (
	`code` text PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `sold_twice` (`code`) SELECT `code` FROM `voucher_sales` GROUP BY `code` HAVING count(*) > 1;
--> statement-breakpoint
DROP INDEX `activity_session`;--> statement-breakpoint
CREATE INDEX `activity_time` ON `activity` (`at`,`id`);--> statement-breakpoint
DROP INDEX `ps_session_segments_batch`;--> statement-breakpoint
CREATE INDEX `ps_session_segments_batch` ON `ps_session_segments` (`batch_id`) WHERE batch_id IS NOT NULL;