CREATE INDEX `security_log_subject` ON `security_log` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `files_deleted` ON `files` (`deleted_at`) WHERE deleted_at is not null;