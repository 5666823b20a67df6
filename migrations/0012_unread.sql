DROP INDEX `mails_merged`;--> statement-breakpoint
CREATE INDEX `mails_standing` ON `mails` (`workspace_id`,`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `mails_merged` ON `mails` (`merged_into`,`workspace_id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`membership_id`,`created_at`) WHERE "notifications"."read_at" is null;