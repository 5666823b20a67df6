CREATE TABLE `inbound_mails` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`client_id` text,
	`project_id` text,
	`ticket_id` text,
	`message_id` text NOT NULL,
	`from_address` text NOT NULL,
	`from_name` text DEFAULT '' NOT NULL,
	`subject` text DEFAULT '' NOT NULL,
	`body` text DEFAULT '' NOT NULL,
	`attachments` integer DEFAULT 0 NOT NULL,
	`storage_key` text,
	`size` integer DEFAULT 0 NOT NULL,
	`state` text NOT NULL,
	`problem` text,
	`received_at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `inbound_mails_once` ON `inbound_mails` (`workspace_id`,`message_id`);--> statement-breakpoint
CREATE INDEX `inbound_mails_state` ON `inbound_mails` (`workspace_id`,`state`,`received_at`);--> statement-breakpoint
CREATE INDEX `inbound_mails_received` ON `inbound_mails` (`received_at`);--> statement-breakpoint
CREATE TABLE `payment_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`provider` text NOT NULL,
	`mode` text NOT NULL,
	`sealed_keys` text NOT NULL,
	`hint` text NOT NULL,
	`state` text DEFAULT 'ready' NOT NULL,
	`tested_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`created_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_accounts_ready` ON `payment_accounts` (`workspace_id`,`provider`) WHERE state = 'ready';--> statement-breakpoint
CREATE UNIQUE INDEX `payment_accounts_key` ON `payment_accounts` (`workspace_id`,`id`);--> statement-breakpoint
CREATE TABLE `payment_customers` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`provider` text NOT NULL,
	`account` text DEFAULT '' NOT NULL,
	`ref` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `client_id`, `provider`, `account`),
	FOREIGN KEY (`workspace_id`,`client_id`) REFERENCES `clients`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `payment_settings` (
	`workspace_id` text PRIMARY KEY NOT NULL,
	`methods` text DEFAULT '{}' NOT NULL,
	`bank` text,
	`stripe_invoice` integer DEFAULT false NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `refunds` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`attempt_id` text,
	`amount` integer,
	`currency` text NOT NULL,
	`state` text NOT NULL,
	`provider_ref` text,
	`reason` text DEFAULT '' NOT NULL,
	`problem` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`state_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`created_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`request_id`) REFERENCES `payment_requests`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`attempt_id`) REFERENCES `payment_attempts`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "refunds_amount" CHECK("refunds"."amount" is not null and "refunds"."amount" > 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_ref` ON `refunds` (`attempt_id`,`provider_ref`);--> statement-breakpoint
CREATE INDEX `refunds_request` ON `refunds` (`project_id`,`request_id`);--> statement-breakpoint
CREATE TABLE `saved_replies` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`created_by` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`created_by`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `saved_replies_workspace` ON `saved_replies` (`workspace_id`,`title`);--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`membership_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `saved_views_workspace` ON `saved_views` (`workspace_id`,`name`);--> statement-breakpoint
CREATE TABLE `sla_policies` (
	`workspace_id` text NOT NULL,
	`type` text NOT NULL,
	`urgency` text NOT NULL,
	`first_minutes` integer,
	`resolve_minutes` integer,
	PRIMARY KEY(`workspace_id`, `type`, `urgency`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sla_policies_positive" CHECK("sla_policies"."first_minutes" > 0 and "sla_policies"."resolve_minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE `ticket_followers` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`membership_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`ticket_id`, `membership_id`),
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`membership_id`) REFERENCES `memberships`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`ticket_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ticket_followers_project` ON `ticket_followers` (`project_id`,`ticket_id`);--> statement-breakpoint
CREATE TABLE `ticket_links` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`other_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`ticket_id`, `other_id`),
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`ticket_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`other_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ticket_links_order" CHECK("ticket_links"."ticket_id" < "ticket_links"."other_id")
);
--> statement-breakpoint
CREATE INDEX `ticket_links_project` ON `ticket_links` (`project_id`,`ticket_id`);--> statement-breakpoint
CREATE INDEX `ticket_links_other` ON `ticket_links` (`project_id`,`other_id`);--> statement-breakpoint
CREATE TABLE `ticket_tags` (
	`workspace_id` text NOT NULL,
	`client_id` text NOT NULL,
	`project_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`ticket_id`, `tag`),
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`) REFERENCES `projects`(`workspace_id`,`client_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`client_id`,`project_id`,`ticket_id`) REFERENCES `tickets`(`workspace_id`,`client_id`,`project_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ticket_tags_project` ON `ticket_tags` (`project_id`,`ticket_id`);--> statement-breakpoint
CREATE INDEX `ticket_tags_workspace` ON `ticket_tags` (`workspace_id`,`tag`);--> statement-breakpoint
ALTER TABLE `payment_attempts` ADD `account_id` text;--> statement-breakpoint
ALTER TABLE `payment_attempts` ADD `checks` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `payment_requests` ADD `transfer_on` text;--> statement-breakpoint
ALTER TABLE `payment_requests` ADD `transfer_by` text;--> statement-breakpoint
ALTER TABLE `payment_requests` ADD `proof_file_id` text;--> statement-breakpoint
ALTER TABLE `payment_requests` ADD `plan_id` text;--> statement-breakpoint
ALTER TABLE `payment_requests` ADD `link_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `payment_requests` ADD `reminded_at` integer;--> statement-breakpoint
CREATE INDEX `payment_requests_due` ON `payment_requests` (`workspace_id`,`state`,`due_on`);--> statement-breakpoint
ALTER TABLE `webhook_events` ADD `account_id` text;--> statement-breakpoint
ALTER TABLE `webhook_events` ADD `workspace_id` text;--> statement-breakpoint
ALTER TABLE `webhook_events` ADD `attempt_id` text;--> statement-breakpoint
CREATE INDEX `webhook_events_workspace` ON `webhook_events` (`workspace_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `webhook_events_attempt` ON `webhook_events` (`attempt_id`);--> statement-breakpoint
ALTER TABLE `tasks` ADD `external_key` text;--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_external` ON `tasks` (`workspace_id`,`external_key`) WHERE external_key is not null;--> statement-breakpoint
ALTER TABLE `tickets` ADD `first_target` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `resolve_target` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `worked_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tickets` ADD `runs_since` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `first_due_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `resolve_due_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `first_took` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `resolve_took` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `first_alarm` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `resolve_alarm` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `alarm_at` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `external_key` text;--> statement-breakpoint
CREATE INDEX `tickets_alarm` ON `tickets` (`alarm_at`);--> statement-breakpoint
CREATE INDEX `tickets_due` ON `tickets` (`workspace_id`,`resolve_due_at`);--> statement-breakpoint
CREATE INDEX `tickets_assignee` ON `tickets` (`workspace_id`,`assignee_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `tickets_created` ON `tickets` (`workspace_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `tickets_merged` ON `tickets` (`merged_into_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_external` ON `tickets` (`workspace_id`,`external_key`) WHERE external_key is not null;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `calendar` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `serving` text DEFAULT '{"urgencies":{},"promises":true}' NOT NULL;