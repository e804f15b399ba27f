ALTER TABLE `ps_session_closings` ADD `seen_facts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `ps_session_closings` ADD `seen_version` text DEFAULT '' NOT NULL;