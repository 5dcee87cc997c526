CREATE TABLE `achievement_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`achievement_id` text NOT NULL,
	`reviewer_id` text NOT NULL,
	`asked_by` text NOT NULL,
	`due_on` text NOT NULL,
	`conflict` integer,
	`recommendation` text,
	`opinion` text,
	`created_at` text NOT NULL,
	`answered_at` text,
	`withdrawn_at` text
);
--> statement-breakpoint
CREATE INDEX `achievement_reviews_achievement` ON `achievement_reviews` (`achievement_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `achievement_reviews_reviewer` ON `achievement_reviews` (`reviewer_id`,`office_id`);--> statement-breakpoint
CREATE TABLE `notes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`record_kind` text NOT NULL,
	`record_id` text NOT NULL,
	`text` text NOT NULL,
	`author_id` text,
	`author_name` text NOT NULL,
	`created_at` text NOT NULL,
	`withdrawn_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notes_id_unique` ON `notes` (`id`);--> statement-breakpoint
CREATE INDEX `notes_record` ON `notes` (`tenant_id`,`record_id`,`seq`);--> statement-breakpoint
CREATE TABLE `ceremonies` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`browser_hash` text NOT NULL,
	`account_id` text,
	`provider_id` text,
	`sealed` text NOT NULL,
	`next` text DEFAULT '/' NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text
);
--> statement-breakpoint
CREATE INDEX `ceremonies_expires` ON `ceremonies` (`expires_at`);--> statement-breakpoint
CREATE TABLE `deputies` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`absent_id` text NOT NULL,
	`deputy_id` text NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text NOT NULL,
	`created_at` text NOT NULL,
	`ended_at` text
);
--> statement-breakpoint
CREATE INDEX `deputies_deputy` ON `deputies` (`deputy_id`,`to_day`);--> statement-breakpoint
CREATE INDEX `deputies_tenant` ON `deputies` (`tenant_id`,`to_day`);--> statement-breakpoint
CREATE TABLE `identities` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`created_at` text NOT NULL,
	`last_used_at` text,
	PRIMARY KEY(`issuer`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `identities_account` ON `identities` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`public_key` blob NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created_at` text NOT NULL,
	`last_used_at` text
);
--> statement-breakpoint
CREATE INDEX `passkeys_account` ON `passkeys` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `sign_in_providers` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`secret` text,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_providers_tenant` ON `sign_in_providers` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`office_id` text NOT NULL,
	`kind` text NOT NULL,
	`kept_id` text NOT NULL,
	`dropped_id` text NOT NULL,
	`before` text NOT NULL,
	`created_at` text NOT NULL,
	`undone_at` text
);
--> statement-breakpoint
CREATE INDEX `merges_kept` ON `merges` (`office_id`,`kept_id`);--> statement-breakpoint
CREATE INDEX `merges_dropped` ON `merges` (`office_id`,`dropped_id`);--> statement-breakpoint
CREATE TABLE `oversight` (
	`government_id` text NOT NULL,
	`office_id` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`government_id`, `office_id`)
);
--> statement-breakpoint
CREATE INDEX `oversight_office` ON `oversight` (`office_id`);--> statement-breakpoint
ALTER TABLE `documents` ADD `storage_key` text;--> statement-breakpoint
ALTER TABLE `documents` ADD `tenant_id` text;--> statement-breakpoint
ALTER TABLE `documents` ADD `audience` text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE `documents` ADD `level` text DEFAULT 'internal' NOT NULL;--> statement-breakpoint
ALTER TABLE `documents` ADD `series_id` text;--> statement-breakpoint
ALTER TABLE `documents` ADD `edition` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `documents` ADD `added_by` text;--> statement-breakpoint
ALTER TABLE `documents` ADD `added_by_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `documents` ADD `withdrawn_at` text;--> statement-breakpoint
ALTER TABLE `memberships` ADD `suspended_at` text;--> statement-breakpoint
ALTER TABLE `sessions` ADD `id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `method` text DEFAULT 'code' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `browser` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `sessions` ADD `proven_at` text;--> statement-breakpoint
ALTER TABLE `sign_in_codes` ADD `purpose` text DEFAULT 'sign_in' NOT NULL;--> statement-breakpoint
ALTER TABLE `organisations` ADD `merged_into_id` text;--> statement-breakpoint
ALTER TABLE `tenants` ADD `settings` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `tenants` ADD `required_provider_id` text;--> statement-breakpoint
ALTER TABLE `tenants` ADD `verified_at` text;--> statement-breakpoint
ALTER TABLE `tenants` ADD `verified_by` text;--> statement-breakpoint
ALTER TABLE `people` ADD `merged_into_id` text;