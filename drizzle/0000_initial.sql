CREATE TABLE `achievement_contributors` (
	`achievement_id` text NOT NULL,
	`position` integer NOT NULL,
	`office_id` text NOT NULL,
	`person_id` text,
	`name` text NOT NULL,
	`unit` text,
	`role` text NOT NULL,
	`share` integer NOT NULL,
	PRIMARY KEY(`achievement_id`, `position`)
);
--> statement-breakpoint
CREATE INDEX `contributors_person` ON `achievement_contributors` (`person_id`,`achievement_id`);--> statement-breakpoint
CREATE TABLE `achievements` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`office_id` text NOT NULL,
	`reference` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`state` text NOT NULL,
	`title` text NOT NULL,
	`abstract` text,
	`keywords` text NOT NULL,
	`field` text,
	`trl` integer,
	`funding_source` text,
	`funding_project` text,
	`state_funded` integer,
	`confidentiality` text NOT NULL,
	`earlier_disclosure` text,
	`third_party_rights` text,
	`service_basis` text,
	`route` text,
	`disclosed_by` text,
	`submitted_at` text,
	`published_at` text,
	`filed` integer DEFAULT false NOT NULL,
	`remark` text,
	`resume_to` text,
	`source` text,
	`source_reference` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `achievements_id_unique` ON `achievements` (`id`);--> statement-breakpoint
CREATE INDEX `achievements_list` ON `achievements` (`office_id`,`created_at`,`seq`);--> statement-breakpoint
CREATE INDEX `achievements_state` ON `achievements` (`office_id`,`state`,`created_at`,`seq`);--> statement-breakpoint
CREATE INDEX `achievements_updated` ON `achievements` (`office_id`,`updated_at`,`seq`);--> statement-breakpoint
CREATE INDEX `achievements_disclosed` ON `achievements` (`disclosed_by`,`office_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `achievements_reference` ON `achievements` (`office_id`,`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `achievements_source` ON `achievements` (`office_id`,`source`,`source_reference`);--> statement-breakpoint
CREATE TABLE `agreement_parties` (
	`agreement_id` text NOT NULL,
	`position` integer NOT NULL,
	`office_id` text NOT NULL,
	`role` text NOT NULL,
	`organisation_id` text NOT NULL,
	PRIMARY KEY(`agreement_id`, `position`)
);
--> statement-breakpoint
CREATE INDEX `agreement_parties_organisation` ON `agreement_parties` (`organisation_id`,`agreement_id`);--> statement-breakpoint
CREATE TABLE `agreement_patents` (
	`agreement_id` text NOT NULL,
	`position` integer NOT NULL,
	`office_id` text NOT NULL,
	`patent_id` text NOT NULL,
	PRIMARY KEY(`agreement_id`, `position`)
);
--> statement-breakpoint
CREATE INDEX `agreement_patents_patent` ON `agreement_patents` (`patent_id`);--> statement-breakpoint
CREATE TABLE `agreements` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`office_id` text NOT NULL,
	`reference` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`title` text NOT NULL,
	`exclusivity` text,
	`territory` text,
	`field` text,
	`term_start` text,
	`term_end` text,
	`contract_value` integer,
	`currency` text NOT NULL,
	`remuneration` text,
	`terms` text NOT NULL,
	`pricing_method` text,
	`notice_posted_on` text,
	`created_by` text,
	`signed_on` text,
	`remark` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agreements_id_unique` ON `agreements` (`id`);--> statement-breakpoint
CREATE INDEX `agreements_list` ON `agreements` (`office_id`,`created_at`,`seq`);--> statement-breakpoint
CREATE INDEX `agreements_state` ON `agreements` (`office_id`,`state`,`created_at`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `agreements_reference` ON `agreements` (`office_id`,`reference`);--> statement-breakpoint
CREATE TABLE `contract_renditions` (
	`contract_id` text NOT NULL,
	`form` text NOT NULL,
	`office_id` text NOT NULL,
	`document_id` text,
	`sha256` text,
	`lease_until` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`problem` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`contract_id`, `form`)
);
--> statement-breakpoint
CREATE INDEX `contract_renditions_sha256` ON `contract_renditions` (`sha256`);--> statement-breakpoint
CREATE INDEX `contract_renditions_open` ON `contract_renditions` (`document_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `contracts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`office_id` text NOT NULL,
	`agreement_id` text NOT NULL,
	`reference` text NOT NULL,
	`verify_id` text NOT NULL,
	`facts` text NOT NULL,
	`wording_hash` text NOT NULL,
	`state` text NOT NULL,
	`issued_at` text NOT NULL,
	`issued_by` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contracts_id_unique` ON `contracts` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `contracts_verifyId_unique` ON `contracts` (`verify_id`);--> statement-breakpoint
CREATE INDEX `contracts_agreement` ON `contracts` (`office_id`,`agreement_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `contracts_reference` ON `contracts` (`office_id`,`reference`);--> statement-breakpoint
CREATE TABLE `counters` (
	`office_id` text NOT NULL,
	`prefix` text NOT NULL,
	`year` integer NOT NULL,
	`value` integer NOT NULL,
	PRIMARY KEY(`office_id`, `prefix`, `year`)
);
--> statement-breakpoint
CREATE TABLE `job_runs` (
	`job` text NOT NULL,
	`slot` text NOT NULL,
	`started_at` text NOT NULL,
	`lease_until` text NOT NULL,
	`finished_at` text,
	`problem` text,
	PRIMARY KEY(`job`, `slot`)
);
--> statement-breakpoint
CREATE INDEX `job_runs_started` ON `job_runs` (`started_at`);--> statement-breakpoint
CREATE TABLE `document_bytes` (
	`document_id` text PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `documents` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`office_id` text NOT NULL,
	`record_kind` text NOT NULL,
	`record_id` text NOT NULL,
	`name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`backend` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_id_unique` ON `documents` (`id`);--> statement-breakpoint
CREATE INDEX `documents_record` ON `documents` (`office_id`,`record_id`);--> statement-breakpoint
CREATE INDEX `documents_sha256` ON `documents` (`sha256`);--> statement-breakpoint
CREATE TABLE `history` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`chain` text NOT NULL,
	`position` integer NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	`at` text NOT NULL,
	`event` text NOT NULL,
	`record_kind` text NOT NULL,
	`record_id` text NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`request_id` text NOT NULL,
	`payload_hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `history_id_unique` ON `history` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `history_chain_position` ON `history` (`chain`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `history_chain_previous` ON `history` (`chain`,`previous_hash`);--> statement-breakpoint
CREATE INDEX `history_record` ON `history` (`record_id`,`seq`);--> statement-breakpoint
CREATE TABLE `history_payloads` (
	`entry_id` text PRIMARY KEY NOT NULL,
	`payload` text
);
--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`locale` text NOT NULL,
	`administrator` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email_unique` ON `accounts` (`email`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`public_id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`tenant_id` text NOT NULL,
	`name` text NOT NULL,
	`roles` text NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`last_used_at` text,
	`revoked_at` text
);
--> statement-breakpoint
CREATE INDEX `api_keys_tenant` ON `api_keys` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant_id` text NOT NULL,
	`office_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`roles` text NOT NULL,
	`person_id` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`accepted_at` text,
	`withdrawn_at` text
);
--> statement-breakpoint
CREATE INDEX `invitations_tenant` ON `invitations` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `invitations_email` ON `invitations` (`email`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`tenant_id` text NOT NULL,
	`person_id` text,
	`roles` text NOT NULL,
	`created_at` text NOT NULL,
	`ended_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_account` ON `memberships` (`account_id`,`tenant_id`);--> statement-breakpoint
CREATE INDEX `memberships_tenant` ON `memberships` (`tenant_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`membership_id` text,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`code_hmac` text NOT NULL,
	`link_hmac` text NOT NULL,
	`browser_hash` text,
	`invitation_id` text,
	`tries` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_codes_linkHmac_unique` ON `sign_in_codes` (`link_hmac`);--> statement-breakpoint
CREATE INDEX `sign_in_codes_email` ON `sign_in_codes` (`email`,`created_at`);--> statement-breakpoint
CREATE INDEX `sign_in_codes_expires` ON `sign_in_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `throttles` (
	`subject` text NOT NULL,
	`window` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`subject`, `window`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`office_id` text,
	`event` text NOT NULL,
	`cause` text NOT NULL,
	`record_id` text,
	`recipient` text NOT NULL,
	`locale` text NOT NULL,
	`facts` text NOT NULL,
	`secret` text,
	`attachments` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` text NOT NULL,
	`lease_until` text,
	`problem` text,
	`created_at` text NOT NULL,
	`sent_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_id_unique` ON `outbox` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_cause_recipient` ON `outbox` (`cause`,`recipient`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `outbox_office` ON `outbox` (`office_id`,`seq`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`office_id` text NOT NULL,
	`reference` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`uscc` text,
	`country` text NOT NULL,
	`address` text,
	`legal_representative` text,
	`contacts` text NOT NULL,
	`tenant_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_id_unique` ON `organisations` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_uscc` ON `organisations` (`office_id`,`uscc`);--> statement-breakpoint
CREATE INDEX `organisations_list` ON `organisations` (`office_id`,`created_at`,`seq`);--> statement-breakpoint
CREATE INDEX `organisations_name` ON `organisations` (`office_id`,`name_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `organisations_reference` ON `organisations` (`office_id`,`reference`);--> statement-breakpoint
CREATE INDEX `organisations_tenant` ON `organisations` (`tenant_id`);--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`uscc` text,
	`zone` text DEFAULT 'Asia/Shanghai' NOT NULL,
	`locale` text DEFAULT 'zh-CN' NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `patent_achievements` (
	`patent_id` text NOT NULL,
	`achievement_id` text NOT NULL,
	`office_id` text NOT NULL,
	PRIMARY KEY(`patent_id`, `achievement_id`)
);
--> statement-breakpoint
CREATE INDEX `patent_achievements_achievement` ON `patent_achievements` (`achievement_id`);--> statement-breakpoint
CREATE TABLE `patent_holders` (
	`patent_id` text NOT NULL,
	`capacity` text NOT NULL,
	`position` integer NOT NULL,
	`office_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	PRIMARY KEY(`patent_id`, `capacity`, `position`)
);
--> statement-breakpoint
CREATE INDEX `patent_holders_organisation` ON `patent_holders` (`organisation_id`,`patent_id`);--> statement-breakpoint
CREATE TABLE `patents` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`office_id` text NOT NULL,
	`reference` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`office_code` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`title` text NOT NULL,
	`application_number` text,
	`patent_number` text,
	`publication_number` text,
	`inventors` text NOT NULL,
	`ipc` text NOT NULL,
	`filing_date` text,
	`publication_date` text,
	`grant_date` text,
	`expiry_date` text,
	`resume_to` text,
	`source` text,
	`source_reference` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patents_id_unique` ON `patents` (`id`);--> statement-breakpoint
CREATE INDEX `patents_list` ON `patents` (`office_id`,`created_at`,`seq`);--> statement-breakpoint
CREATE INDEX `patents_status` ON `patents` (`office_id`,`status`,`created_at`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `patents_application` ON `patents` (`office_id`,`office_code`,`application_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `patents_reference` ON `patents` (`office_id`,`reference`);--> statement-breakpoint
CREATE TABLE `people` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`office_id` text NOT NULL,
	`reference` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`name` text NOT NULL,
	`orcid` text,
	`organisation_id` text,
	`unit` text,
	`email` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_id_unique` ON `people` (`id`);--> statement-breakpoint
CREATE INDEX `people_list` ON `people` (`office_id`,`created_at`,`seq`);--> statement-breakpoint
CREATE INDEX `people_email` ON `people` (`office_id`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_orcid` ON `people` (`office_id`,`orcid`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_reference` ON `people` (`office_id`,`reference`);--> statement-breakpoint
CREATE TABLE `search_entries` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`office_id` text NOT NULL,
	`kind` text NOT NULL,
	`record_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entries_recordId_unique` ON `search_entries` (`record_id`);--> statement-breakpoint
CREATE INDEX `search_entries_office` ON `search_entries` (`office_id`,`kind`,`seq`);--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`tenant_id` text NOT NULL,
	`route` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`status` integer,
	`headers` text,
	`body` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`tenant_id`, `route`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_keys_created` ON `idempotency_keys` (`created_at`);