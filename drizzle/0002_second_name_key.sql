ALTER TABLE `organisations` ADD `other_name_key` text;--> statement-breakpoint
CREATE INDEX `organisations_other_name` ON `organisations` (`office_id`,`other_name_key`);