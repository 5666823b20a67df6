CREATE TABLE `limits` (
	`key` text PRIMARY KEY NOT NULL,
	`hits` integer NOT NULL,
	`reset_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `security_log` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text,
	`user_id` text,
	`kind` text NOT NULL,
	`subject_id` text,
	`data` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `security_log_workspace` ON `security_log` (`workspace_id`,`at`);--> statement-breakpoint
CREATE INDEX `security_log_user` ON `security_log` (`user_id`,`at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`membership_id` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`token_hash`);--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`user_id` text,
	`code_hmac` text NOT NULL,
	`browser_hash` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sign_in_codes_email` ON `sign_in_codes` (`email`,`created_at`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`token_hash` text NOT NULL,
	`email` text NOT NULL,
	`user_id` text,
	`workspace_id` text,
	`membership_id` text,
	`project_id` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash` ON `tokens` (`token_hash`);--> statement-breakpoint
CREATE INDEX `tokens_membership` ON `tokens` (`membership_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`locale` text DEFAULT 'fr' NOT NULL,
	`password_hash` text,
	`created_at` integer NOT NULL,
	CONSTRAINT "users_email_lower" CHECK("users"."email" = lower("users"."email"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `clients` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`phone` text,
	`address` text,
	`archived_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clients_key` ON `clients` (`workspace_id`,`id`);--> statement-breakpoint
CREATE TABLE `file_versions` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`number` integer NOT NULL,
	`final` integer DEFAULT false NOT NULL,
	`shared` integer DEFAULT true NOT NULL,
	`storage_key` text NOT NULL,
	`size` integer NOT NULL,
	`type` text NOT NULL,
	`sha256` text NOT NULL,
	`width` integer,
	`height` integer,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`created_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`file_id`) REFERENCES `files`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `file_versions_number` ON `file_versions` (`file_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `file_versions_storage` ON `file_versions` (`storage_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `file_versions_key` ON `file_versions` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `files` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`folder` text NOT NULL,
	`name` text NOT NULL,
	`shared` integer DEFAULT true NOT NULL,
	`ticket_id` text,
	`reply_id` text,
	`message_id` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`deleted_at` integer,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`created_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`ticket_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`reply_id`) REFERENCES `replies`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`message_id`) REFERENCES `messages`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "files_folder" CHECK(folder in ('branding', 'content', 'deliverables', 'attachments'))
);
--> statement-breakpoint
CREATE INDEX `files_project` ON `files` (`project_id`,`folder`,`created_at`);--> statement-breakpoint
CREATE INDEX `files_ticket` ON `files` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `files_message` ON `files` (`message_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `files_key` ON `files` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`storage_key` text NOT NULL,
	`size` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `uploads_created` ON `uploads` (`created_at`);--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`queue` text NOT NULL,
	`workspace_id` text,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`settled_at` integer
);
--> statement-breakpoint
CREATE INDEX `dead_letters_open` ON `dead_letters` (`settled_at`,`at`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`client_id` text,
	`project_id` text,
	`kind` text NOT NULL,
	`actor_id` text,
	`subject_id` text,
	`facts` text,
	`money` text,
	`internal` integer DEFAULT false NOT NULL,
	`finance` integer DEFAULT false NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `events_project` ON `events` (`project_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_workspace` ON `events` (`workspace_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_subject` ON `events` (`subject_id`);--> statement-breakpoint
CREATE TABLE `lost` (
	`what` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`event_id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_at` ON `outbox` (`at`);--> statement-breakpoint
CREATE TABLE `purges` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`reason` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE TABLE `seals` (
	`workspace_id` text NOT NULL,
	`seq` integer NOT NULL,
	`event_id` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	`sealed_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `seq`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seals_event` ON `seals` (`event_id`);--> statement-breakpoint
CREATE TABLE `messages` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`author_id` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`deleted_at` integer,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`author_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_seq` ON `messages` (`project_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `messages_key` ON `messages` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `reads` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`membership_id` text NOT NULL,
	`subject_id` text NOT NULL,
	`up_to` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`subject_id`, `membership_id`),
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reads_member` ON `reads` (`membership_id`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text,
	`client_id` text,
	`project_id` text,
	`membership_id` text,
	`dedupe` text NOT NULL,
	`kind` text NOT NULL,
	`to_address` text NOT NULL,
	`team` integer DEFAULT false NOT NULL,
	`finance` integer DEFAULT false NOT NULL,
	`sealed_props` text,
	`state` text DEFAULT 'queued' NOT NULL,
	`problem` text,
	`provider_id` text,
	`tries` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`first_tried_at` integer,
	`sent_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_dedupe` ON `mails` (`dedupe`);--> statement-breakpoint
CREATE INDEX `mails_state` ON `mails` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `mails_workspace` ON `mails` (`workspace_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`client_id` text,
	`project_id` text,
	`membership_id` text NOT NULL,
	`event_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_once` ON `notifications` (`event_id`,`membership_id`);--> statement-breakpoint
CREATE INDEX `notifications_person` ON `notifications` (`membership_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `payment_attempts` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`provider` text NOT NULL,
	`provider_ref` text,
	`payment_ref` text,
	`checkout_url` text,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`state` text DEFAULT 'created' NOT NULL,
	`problem` text,
	`flag` text,
	`refunded` integer DEFAULT 0 NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`checked_at` integer,
	`state_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`request_id`) REFERENCES `payment_requests`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_attempts_amount" CHECK("payment_attempts"."amount" > 0 and "payment_attempts"."refunded" >= 0 and "payment_attempts"."refunded" <= "payment_attempts"."amount"),
	CONSTRAINT "payment_attempts_state" CHECK(state in ('created', 'processing', 'succeeded', 'failed', 'expired', 'voided'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_attempts_ref` ON `payment_attempts` (`provider`,`provider_ref`);--> statement-breakpoint
CREATE INDEX `payment_attempts_request` ON `payment_attempts` (`request_id`);--> statement-breakpoint
CREATE INDEX `payment_attempts_payment` ON `payment_attempts` (`payment_ref`);--> statement-breakpoint
CREATE INDEX `payment_attempts_pending` ON `payment_attempts` (`state`,`checked_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `payment_attempts_key` ON `payment_attempts` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `payment_requests` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`ticket_id` text,
	`phase_id` text,
	`title` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`amount` integer,
	`taxes` text,
	`currency` text NOT NULL,
	`terms` text DEFAULT 'now' NOT NULL,
	`delay_days` integer,
	`due_on` text,
	`valid_until` text,
	`state` text DEFAULT 'pending' NOT NULL,
	`state_at` integer NOT NULL,
	`paid_at` integer,
	`paid_source` text,
	`transfer_reference` text,
	`refunded` integer DEFAULT 0,
	`disputed` integer DEFAULT false NOT NULL,
	`duplicate` integer DEFAULT false NOT NULL,
	`late` integer DEFAULT false NOT NULL,
	`agreed_at` integer,
	`agreed_by` text,
	`agreed_sha256` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`created_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`agreed_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`ticket_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`phase_id`) REFERENCES `phases`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_requests_amount" CHECK("payment_requests"."amount" is not null and "payment_requests"."amount" > 0 and typeof("payment_requests"."amount") = 'integer'),
	CONSTRAINT "payment_requests_refunded" CHECK("payment_requests"."refunded" is not null and "payment_requests"."refunded" >= 0 and "payment_requests"."refunded" <= "payment_requests"."amount"),
	CONSTRAINT "payment_requests_state" CHECK(state in ('pending', 'paid', 'cancelled', 'expired', 'partly_refunded', 'refunded'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_requests_open_ticket` ON `payment_requests` (`ticket_id`) WHERE state = 'pending' and ticket_id is not null;--> statement-breakpoint
CREATE INDEX `payment_requests_project` ON `payment_requests` (`project_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `payment_requests_workspace` ON `payment_requests` (`workspace_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `payment_requests_client` ON `payment_requests` (`workspace_id`,`client_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `payment_requests_ticket` ON `payment_requests` (`ticket_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `payment_requests_key` ON `payment_requests` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `webhook_events` (
	`provider` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`received_at` integer NOT NULL,
	`processed_at` integer,
	`outcome` text,
	`tries` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`provider`, `id`)
);
--> statement-breakpoint
CREATE INDEX `webhook_events_pending` ON `webhook_events` (`received_at`) WHERE processed_at is null;--> statement-breakpoint
CREATE TABLE `phases` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`state` text DEFAULT 'upcoming' NOT NULL,
	`starts_on` text,
	`due_on` text,
	`shared` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "phases_state" CHECK("phases"."state" in ('upcoming', 'current', 'done'))
);
--> statement-breakpoint
CREATE INDEX `phases_project` ON `phases` (`project_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `phases_key` ON `phases` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `project_access` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`membership_id` text NOT NULL,
	PRIMARY KEY(`project_id`, `membership_id`),
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `project_access_membership` ON `project_access` (`membership_id`);--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`name` text NOT NULL,
	`summary` text DEFAULT '' NOT NULL,
	`state` text DEFAULT 'in_progress' NOT NULL,
	`archived_at` integer,
	`requests_enabled` integer DEFAULT true NOT NULL,
	`next_step` text DEFAULT '' NOT NULL,
	`awaited` text DEFAULT '' NOT NULL,
	`awaited_since` integer,
	`estimated_on` text,
	`update_text` text DEFAULT '' NOT NULL,
	`update_at` integer,
	`update_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`) REFERENCES `clients`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`update_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `projects_key` ON `projects` (`workspace_id`,`client_id`,`id`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text,
	`phase_id` text,
	`title` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`state` text DEFAULT 'backlog' NOT NULL,
	`position` text NOT NULL,
	`shared` integer DEFAULT true NOT NULL,
	`assignee_id` text,
	`priority` text DEFAULT 'normal' NOT NULL,
	`due_on` text,
	`blocked_reason` text DEFAULT '' NOT NULL,
	`blocked_at` integer,
	`created_by` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`assignee_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`ticket_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`phase_id`) REFERENCES `phases`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tasks_state" CHECK("tasks"."state" in ('backlog', 'in_progress', 'waiting_client', 'done'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_ticket` ON `tasks` (`ticket_id`);--> statement-breakpoint
CREATE INDEX `tasks_board` ON `tasks` (`project_id`,`state`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_key` ON `tasks` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `replies` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`author_id` text NOT NULL,
	`internal` integer DEFAULT false NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`author_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`ticket_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `replies_ticket` ON `replies` (`ticket_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `replies_key` ON `replies` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `tickets` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`type` text NOT NULL,
	`urgency` text NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`came_from` text,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`phase_id` text,
	`opened_by` text NOT NULL,
	`assignee_id` text,
	`merged_into_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`state_at` integer NOT NULL,
	`first_reply_at` integer,
	`resolved_at` integer,
	`paused_ms` integer DEFAULT 0 NOT NULL,
	`paused_at` integer,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`opened_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`assignee_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`phase_id`) REFERENCES `phases`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`merged_into_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tickets_state_known" CHECK(state in ('open', 'waiting_client', 'quoted', 'accepted', 'in_progress', 'resolved', 'closed', 'refused', 'declined', 'withdrawn', 'merged'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_number` ON `tickets` (`workspace_id`,`number`);--> statement-breakpoint
CREATE INDEX `tickets_workspace` ON `tickets` (`workspace_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `tickets_client` ON `tickets` (`workspace_id`,`client_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `tickets_project` ON `tickets` (`project_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `tickets_state` ON `tickets` (`state`,`state_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_key` ON `tickets` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `counters` (
	`workspace_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`workspace_id`, `kind`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`client_id` text,
	`finance` integer DEFAULT false NOT NULL,
	`approve` integer DEFAULT false NOT NULL,
	`all_projects` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`accepted_at` integer,
	`removed_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`) REFERENCES `clients`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_contact_has_client" CHECK(("memberships"."role" = 'contact') = ("memberships"."client_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_team_once` ON `memberships` (`workspace_id`,`user_id`) WHERE client_id is null and removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_contact_once` ON `memberships` (`workspace_id`,`user_id`,`client_id`) WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX `memberships_user` ON `memberships` (`user_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_key` ON `memberships` (`workspace_id`,`id`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`timezone` text NOT NULL,
	`currency` text NOT NULL,
	`accent` text DEFAULT '#4f46e5' NOT NULL,
	`taxes` text DEFAULT '[]' NOT NULL,
	`storage_used` integer DEFAULT 0 NOT NULL,
	`storage_quota` integer DEFAULT 10737418240 NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "workspaces_storage" CHECK("workspaces"."storage_used" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `workspaces_slug` ON `workspaces` (`slug`);