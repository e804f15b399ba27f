CREATE TABLE `unpaid_sessions` (
	`session_id` text PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `unpaid_sessions` (`session_id`)
SELECT DISTINCT c.session_id FROM ps_session_closings c
WHERE NOT EXISTS (SELECT 1 FROM voids v WHERE v.id = c.id)
AND NOT EXISTS (
	SELECT 1 FROM ps_session_transfers t JOIN voids w ON w.id = t.id
	WHERE t.from_session_id = c.session_id AND t.closing_id = c.id
)
AND c.payable > (
	SELECT coalesce(sum(p.amount), 0) FROM ps_payments p
	WHERE p.session_id = c.session_id AND NOT EXISTS (SELECT 1 FROM voids v WHERE v.id = p.id)
);
--> statement-breakpoint
DROP INDEX `ps_session_closings_ended`;--> statement-breakpoint
CREATE INDEX `ps_session_closings_closed` ON `ps_session_closings` (`closed_at`);
