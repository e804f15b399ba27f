CREATE TABLE `ps_stations` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`name` text NOT NULL,
	`name_ar` text NOT NULL,
	`mac_address` text,
	`hourly_rate` integer NOT NULL,
	`hourly_rate_multi` integer,
	`sort_order` integer NOT NULL,
	`out_of_order` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_stations_pull` ON `ps_stations` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `ps_payments` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`closing_id` text NOT NULL,
	`session_id` text NOT NULL,
	`amount` integer NOT NULL,
	`method` text NOT NULL,
	`taken_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_payments_pull` ON `ps_payments` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `ps_payments_session` ON `ps_payments` (`session_id`);--> statement-breakpoint
CREATE TABLE `ps_session_charges` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`session_id` text NOT NULL,
	`amount` integer NOT NULL,
	`reason` text NOT NULL,
	`charged_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_session_charges_pull` ON `ps_session_charges` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `ps_session_charges_session` ON `ps_session_charges` (`session_id`);--> statement-breakpoint
CREATE TABLE `ps_session_closings` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`session_id` text NOT NULL,
	`station_id` text NOT NULL,
	`ended_at` integer NOT NULL,
	`receipt_no` text NOT NULL,
	`played_ms` integer NOT NULL,
	`billed_minutes` integer NOT NULL,
	`time` integer NOT NULL,
	`orders` integer NOT NULL,
	`charges` integer NOT NULL,
	`transfers_in` integer NOT NULL,
	`transfers_out` integer NOT NULL,
	`subtotal` integer NOT NULL,
	`discount` integer NOT NULL,
	`discount_reason` text,
	`rounding` integer NOT NULL,
	`payable` integer NOT NULL,
	`billing_increment_seconds` integer NOT NULL,
	`minimum_charge` integer NOT NULL,
	`round_to` integer NOT NULL,
	`limit_action` text NOT NULL,
	`closed_by` text NOT NULL,
	`closed_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_session_closings_pull` ON `ps_session_closings` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `ps_session_closings_session` ON `ps_session_closings` (`session_id`);--> statement-breakpoint
CREATE INDEX `ps_session_closings_ended` ON `ps_session_closings` (`ended_at`);--> statement-breakpoint
CREATE INDEX `ps_session_closings_receipt` ON `ps_session_closings` (length(receipt_no),`receipt_no`);--> statement-breakpoint
CREATE TABLE `ps_session_orders` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`session_id` text NOT NULL,
	`menu_item_id` text NOT NULL,
	`name` text NOT NULL,
	`name_ar` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price` integer NOT NULL,
	`ordered_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_session_orders_pull` ON `ps_session_orders` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `ps_session_orders_session` ON `ps_session_orders` (`session_id`);--> statement-breakpoint
CREATE TABLE `ps_session_segments` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`session_id` text NOT NULL,
	`station_id` text NOT NULL,
	`kind` text NOT NULL,
	`hourly_rate` integer NOT NULL,
	`started_at` integer NOT NULL,
	`batch_id` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_session_segments_pull` ON `ps_session_segments` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `ps_session_segments_session` ON `ps_session_segments` (`session_id`);--> statement-breakpoint
CREATE INDEX `ps_session_segments_batch` ON `ps_session_segments` (`batch_id`);--> statement-breakpoint
CREATE TABLE `ps_session_starts` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`session_id` text NOT NULL,
	`started_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_session_starts_pull` ON `ps_session_starts` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `ps_session_starts_session` ON `ps_session_starts` (`session_id`);--> statement-breakpoint
CREATE TABLE `ps_session_transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`from_session_id` text NOT NULL,
	`to_session_id` text NOT NULL,
	`closing_id` text NOT NULL,
	`time` integer NOT NULL,
	`orders` integer NOT NULL,
	`charges` integer NOT NULL,
	`transfers` integer NOT NULL,
	`include_orders` integer NOT NULL,
	`transferred_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_session_transfers_pull` ON `ps_session_transfers` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `ps_session_transfers_from` ON `ps_session_transfers` (`from_session_id`);--> statement-breakpoint
CREATE INDEX `ps_session_transfers_to` ON `ps_session_transfers` (`to_session_id`);--> statement-breakpoint
CREATE TABLE `ps_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`station_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`timer_minutes` integer,
	`cost_limit` integer,
	`notes` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_sessions_pull` ON `ps_sessions` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `ps_sessions_history` ON `ps_sessions` (`started_at`,`id`);--> statement-breakpoint
CREATE TABLE `activity` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`device` text NOT NULL,
	`verb` text NOT NULL,
	`session_id` text,
	`row_ids` text NOT NULL,
	`detail` text,
	`request_id` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `activity_pull` ON `activity` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `activity_session` ON `activity` (`session_id`);--> statement-breakpoint
CREATE TABLE `review_resolutions` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`keep` text,
	`write_off` text,
	`resolved_at` integer NOT NULL,
	`by` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `review_resolutions_pull` ON `review_resolutions` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `voids` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`target_table` text NOT NULL,
	`session_id` text,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `voids_pull` ON `voids` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `voids_session` ON `voids` (`session_id`);--> statement-breakpoint
CREATE TABLE `packages` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`name` text NOT NULL,
	`name_ar` text NOT NULL,
	`price` integer NOT NULL,
	`bytes_limit` integer,
	`time_limit` integer,
	`profile` text NOT NULL,
	`server` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `packages_pull` ON `packages` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `ps_menu_items` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`name` text NOT NULL,
	`name_ar` text NOT NULL,
	`category` text NOT NULL,
	`price` integer NOT NULL,
	`available` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `ps_menu_items_pull` ON `ps_menu_items` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `cash_movements` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`amount` integer NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `cash_movements_pull` ON `cash_movements` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `daily_stats` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`computed_through` text NOT NULL,
	`totals` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `daily_stats_pull` ON `daily_stats` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `expenses` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`name` text NOT NULL,
	`name_ar` text NOT NULL,
	`category` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`date` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `expenses_pull` ON `expenses` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `fnb_sales` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`sale_id` text NOT NULL,
	`menu_item_id` text NOT NULL,
	`name` text NOT NULL,
	`name_ar` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price` integer NOT NULL,
	`method` text NOT NULL,
	`sold_at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `fnb_sales_pull` ON `fnb_sales` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `shift_closings` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`shift_id` text NOT NULL,
	`closed_at` integer NOT NULL,
	`closed_by` text NOT NULL,
	`counted_cash` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `shift_closings_pull` ON `shift_closings` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `shifts` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`opened_at` integer NOT NULL,
	`opened_by` text NOT NULL,
	`opening_float` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `shifts_pull` ON `shifts` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `stock_movements` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`menu_item_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `stock_movements_pull` ON `stock_movements` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `voucher_sales` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`code` text NOT NULL,
	`package_id` text,
	`package_name` text NOT NULL,
	`price` integer NOT NULL,
	`sold_at` integer NOT NULL,
	`batch_id` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `voucher_sales_pull` ON `voucher_sales` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `voucher_sales_code` ON `voucher_sales` (`code`);--> statement-breakpoint
CREATE TABLE `devices` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`name` text NOT NULL,
	`pairing_hash` text,
	`pairing_expires_at` integer,
	`token_hash` text,
	`paired_at` integer
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `devices_pull` ON `devices` (`synced_at`,`id`);--> statement-breakpoint
CREATE INDEX `devices_token` ON `devices` (`token_hash`);--> statement-breakpoint
CREATE INDEX `devices_pairing` ON `devices` (`pairing_hash`);--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`value` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `settings_pull` ON `settings` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	`deleted_at` integer,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`pin_hash` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `staff_pull` ON `staff` (`synced_at`,`id`);--> statement-breakpoint
CREATE TABLE `open_sessions` (
	`session_id` text PRIMARY KEY NOT NULL,
	`station_id` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `open_sessions_station` ON `open_sessions` (`station_id`);--> statement-breakpoint
CREATE TABLE `push_marks` (
	`node` text PRIMARY KEY NOT NULL,
	`mark` integer NOT NULL,
	`at` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `review_candidates` (
	`session_id` text PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
