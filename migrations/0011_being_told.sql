CREATE TABLE `notification_choices` (
	`workspace_id` text NOT NULL,
	`membership_id` text NOT NULL,
	`category` text NOT NULL,
	`cadence` text NOT NULL,
	PRIMARY KEY(`membership_id`, `category`),
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `push_subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`membership_id` text NOT NULL,
	`session_id` text NOT NULL,
	`endpoint_hash` text NOT NULL,
	`sealed` text NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`told_at` integer,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_subscriptions_once` ON `push_subscriptions` (`membership_id`,`endpoint_hash`);--> statement-breakpoint
CREATE INDEX `push_subscriptions_session` ON `push_subscriptions` (`session_id`);--> statement-breakpoint
CREATE TABLE `reminder_snoozes` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`subject_id` text PRIMARY KEY NOT NULL,
	`until` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reminder_snoozes_project` ON `reminder_snoozes` (`project_id`);--> statement-breakpoint
CREATE TABLE `reminders` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`since` text NOT NULL,
	`step` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reminders_once` ON `reminders` (`kind`,`subject_id`,`since`,`step`);--> statement-breakpoint
CREATE INDEX `reminders_project` ON `reminders` (`project_id`,`at`);--> statement-breakpoint
CREATE TABLE `weekly_reports` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`week` text NOT NULL,
	`state` text DEFAULT 'draft' NOT NULL,
	`body` text NOT NULL,
	`money` text DEFAULT '' NOT NULL,
	`auto` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer,
	`changed_by` text,
	`sent_at` integer,
	`sent_by` text,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`changed_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`sent_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `weekly_reports_once` ON `weekly_reports` (`project_id`,`week`);--> statement-breakpoint
CREATE INDEX `weekly_reports_state` ON `weekly_reports` (`state`,`created_at`);--> statement-breakpoint
ALTER TABLE `users` ADD `mail_problem` text;--> statement-breakpoint
ALTER TABLE `users` ADD `mail_problem_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `mail_problem_detail` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `notification_id` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `category` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `group_key` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `held_until` integer;--> statement-breakpoint
ALTER TABLE `mails` ADD `merged_into` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `subject` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `path` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `delivery` text;--> statement-breakpoint
ALTER TABLE `mails` ADD `delivery_at` integer;--> statement-breakpoint
ALTER TABLE `mails` ADD `delivery_detail` text;--> statement-breakpoint
CREATE INDEX `mails_client` ON `mails` (`workspace_id`,`client_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `mails_group` ON `mails` (`group_key`,`state`,`sent_at`);--> statement-breakpoint
CREATE INDEX `mails_held` ON `mails` (`state`,`held_until`);--> statement-breakpoint
CREATE INDEX `mails_provider` ON `mails` (`provider_id`);--> statement-breakpoint
CREATE INDEX `mails_merged` ON `mails` (`merged_into`);--> statement-breakpoint
ALTER TABLE `notifications` ADD `kind` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `notifications` ADD `category` text DEFAULT 'workspace' NOT NULL;--> statement-breakpoint
ALTER TABLE `notifications` ADD `path` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `notifications` ADD `finance` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `notifications_path` ON `notifications` (`membership_id`,`path`,`read_at`);--> statement-breakpoint
CREATE INDEX `notifications_age` ON `notifications` (`created_at`);--> statement-breakpoint
ALTER TABLE `projects` ADD `weekly` text DEFAULT 'draft' NOT NULL;--> statement-breakpoint
ALTER TABLE `memberships` ADD `digest_hour` integer DEFAULT 8 NOT NULL;--> statement-breakpoint
ALTER TABLE `memberships` ADD `timezone` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `sender_name` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `logo_key` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `reminders` text;