CREATE TABLE `file_comments` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`file_id` text NOT NULL,
	`version_id` text NOT NULL,
	`answers_id` text,
	`author_id` text NOT NULL,
	`shared` integer DEFAULT true NOT NULL,
	`page` integer,
	`x` integer,
	`y` integer,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`resolved_at` integer,
	`resolved_by` text,
	`task_id` text,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`author_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`resolved_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`file_id`) REFERENCES `files`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`version_id`) REFERENCES `file_versions`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`answers_id`) REFERENCES `file_comments`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "file_comments_place" CHECK(("file_comments"."x" is null) = ("file_comments"."y" is null))
);
--> statement-breakpoint
CREATE INDEX `file_comments_file` ON `file_comments` (`project_id`,`file_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `file_comments_key` ON `file_comments` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `file_folders` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`folder` text NOT NULL,
	`name` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`created_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `file_folders_name` ON `file_folders` (`project_id`,`folder`,`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `file_folders_key` ON `file_folders` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `part_uploads` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`membership_id` text NOT NULL,
	`storage_key` text NOT NULL,
	`upload_ref` text NOT NULL,
	`name` text NOT NULL,
	`size` integer NOT NULL,
	`part_size` integer NOT NULL,
	`sha256` text NOT NULL,
	`purpose` text NOT NULL,
	`state` text DEFAULT 'receiving' NOT NULL,
	`problem` text,
	`created_at` integer NOT NULL,
	`touched_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `part_uploads_storage` ON `part_uploads` (`storage_key`);--> statement-breakpoint
CREATE INDEX `part_uploads_again` ON `part_uploads` (`project_id`,`membership_id`,`sha256`);--> statement-breakpoint
CREATE INDEX `part_uploads_left` ON `part_uploads` (`state`,`touched_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `part_uploads_key` ON `part_uploads` (`workspace_id`,`client_id`,`project_id`,`id`);--> statement-breakpoint
CREATE TABLE `upload_parts` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`upload_id` text NOT NULL,
	`number` integer NOT NULL,
	`etag` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`upload_id`, `number`),
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`upload_id`) REFERENCES `part_uploads`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `upload_parts_project` ON `upload_parts` (`project_id`,`upload_id`);--> statement-breakpoint
CREATE TABLE `mentions` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`message_id` text NOT NULL,
	`membership_id` text NOT NULL,
	PRIMARY KEY(`message_id`, `membership_id`),
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`message_id`) REFERENCES `messages`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `mentions_project` ON `mentions` (`project_id`,`message_id`);--> statement-breakpoint
ALTER TABLE `file_versions` ADD `label` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `file_versions` ADD `note` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `file_versions` ADD `restored_from` text;--> statement-breakpoint
ALTER TABLE `file_versions` ADD `thumb_key` text;--> statement-breakpoint
ALTER TABLE `file_versions` ADD `preview_key` text;--> statement-breakpoint
ALTER TABLE `files` ADD `folder_id` text;--> statement-breakpoint
ALTER TABLE `files` ADD `held_for` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `reply_to_id` text;--> statement-breakpoint
ALTER TABLE `messages` ADD `pinned_at` integer;--> statement-breakpoint
ALTER TABLE `messages` ADD `pinned_by` text;--> statement-breakpoint
CREATE INDEX `messages_pinned` ON `messages` (`project_id`,`pinned_at`) WHERE pinned_at is not null;--> statement-breakpoint
CREATE INDEX `messages_day` ON `messages` (`project_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `tickets` DROP COLUMN `paused_ms`;--> statement-breakpoint
ALTER TABLE `tickets` DROP COLUMN `paused_at`;