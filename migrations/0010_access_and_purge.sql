CREATE INDEX `security_log_subject` ON `security_log` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `files_deleted` ON `files` (`deleted_at`) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX `payment_requests_proof` ON `payment_requests` (`proof_file_id`) WHERE proof_file_id is not null;