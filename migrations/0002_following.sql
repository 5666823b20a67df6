CREATE TABLE `approval_versions` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`approval_id` text NOT NULL,
	`version_id` text NOT NULL,
	PRIMARY KEY(`approval_id`, `version_id`),
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`approval_id`) REFERENCES `approvals`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`version_id`) REFERENCES `file_versions`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `approval_versions_project` ON `approval_versions` (`project_id`,`approval_id`);--> statement-breakpoint
CREATE TABLE `approvals` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`phase_id` text,
	`file_id` text,
	`version_id` text,
	`state` text DEFAULT 'asked' NOT NULL,
	`title` text NOT NULL,
	`message` text DEFAULT '' NOT NULL,
	`canonical` text NOT NULL,
	`sha256` text NOT NULL,
	`code` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`comment` text DEFAULT '' NOT NULL,
	`event_id` text,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`asked_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`decided_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`phase_id`) REFERENCES `phases`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`file_id`) REFERENCES `files`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`version_id`) REFERENCES `file_versions`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "approvals_state" CHECK(state in ('asked', 'approved', 'changes', 'withdrawn', 'superseded')),
	CONSTRAINT "approvals_subject" CHECK(("approvals"."phase_id" is null) <> ("approvals"."version_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_code` ON `approvals` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_open_phase` ON `approvals` (`phase_id`) WHERE state = 'asked' and phase_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_open_file` ON `approvals` (`file_id`) WHERE state = 'asked' and file_id is not null;--> statement-breakpoint
CREATE INDEX `approvals_project` ON `approvals` (`project_id`,`asked_at`);--> statement-breakpoint
CREATE INDEX `approvals_version` ON `approvals` (`version_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `approvals_key` ON `approvals` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text,
	`body` text NOT NULL,
	`pinned` integer DEFAULT false NOT NULL,
	`author_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`author_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`) REFERENCES `clients`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_project` ON `notes` (`project_id`,`pinned`,`created_at`);--> statement-breakpoint
CREATE INDEX `notes_client` ON `notes` (`workspace_id`,`client_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `deleted_tasks` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`kept` text NOT NULL,
	`deleted_by` text NOT NULL,
	`deleted_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`deleted_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deleted_tasks_at` ON `deleted_tasks` (`project_id`,`deleted_at`);--> statement-breakpoint
CREATE TABLE `task_comments` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`author_id` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`author_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`task_id`) REFERENCES `tasks`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_comments_task` ON `task_comments` (`project_id`,`task_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `task_items` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`label` text NOT NULL,
	`done` integer DEFAULT false NOT NULL,
	`position` text NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`task_id`) REFERENCES `tasks`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_items_task` ON `task_items` (`project_id`,`task_id`,`position`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `seen_as` text;--> statement-breakpoint
ALTER TABLE `projects` ADD `contact_id` text;