-- The full-text index: contentless, so that it holds tokens and no second copy of the text (src/search).
CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='', contentless_delete=1, tokenize='porter unicode61');
--> statement-breakpoint
-- History is written once (src/history). Payloads may be erased, but never rewritten.
CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
--> statement-breakpoint
-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER history_no_replace BEFORE INSERT ON history WHEN EXISTS (SELECT 1 FROM history WHERE seq = new.seq OR id = new.id OR (chain = new.chain AND position = new.position) OR (chain = new.chain AND previous_hash = new.previous_hash)) BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER history_payloads_no_replace BEFORE INSERT ON history_payloads WHEN EXISTS (SELECT 1 FROM history_payloads WHERE entry_id = new.entry_id) BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER history_payloads_no_update BEFORE UPDATE ON history_payloads WHEN new.payload IS NOT NULL OR new.entry_id <> old.entry_id BEGIN SELECT RAISE(ABORT, 'history is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER history_payloads_no_delete BEFORE DELETE ON history_payloads BEGIN SELECT RAISE(ABORT, 'history is never deleted'); END;
--> statement-breakpoint
-- What was issued is frozen: a correction is a new contract (src/contracts).
CREATE TRIGGER contracts_frozen BEFORE UPDATE OF id, office_id, agreement_id, reference, verify_id, facts, wording_hash, issued_at, issued_by ON contracts BEGIN SELECT RAISE(ABORT, 'an issued contract is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER contracts_no_delete BEFORE DELETE ON contracts BEGIN SELECT RAISE(ABORT, 'an issued contract is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER contract_renditions_frozen BEFORE UPDATE ON contract_renditions WHEN old.sha256 IS NOT NULL AND (new.sha256 IS NOT old.sha256 OR new.document_id IS NOT old.document_id) BEGIN SELECT RAISE(ABORT, 'an issued contract is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER contract_renditions_no_delete BEFORE DELETE ON contract_renditions BEGIN SELECT RAISE(ABORT, 'an issued contract is never deleted'); END;
--> statement-breakpoint
-- A stored document's bytes never change; a new version is a new document (src/documents).
CREATE TRIGGER document_bytes_no_update BEFORE UPDATE ON document_bytes BEGIN SELECT RAISE(ABORT, 'a stored document is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER document_bytes_no_delete BEFORE DELETE ON document_bytes BEGIN SELECT RAISE(ABORT, 'a stored document is never deleted'); END;
--> statement-breakpoint
-- Lists of patents by date (src/patents/queries.ts): a missing date stands first or last, so the index is on an expression.
CREATE INDEX patents_filed ON patents (office_id, ifnull(filing_date, ''), seq);
--> statement-breakpoint
CREATE INDEX patents_expiry ON patents (office_id, ifnull(expiry_date, ''), seq);
