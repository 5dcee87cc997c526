-- The full-text index without the words of fields that some readers of a record do not get (src/search).
CREATE VIRTUAL TABLE search_open USING fts5(title, body, content='', contentless_delete=1, tokenize='porter unicode61');
--> statement-breakpoint
-- What is there already is found by its reference and its title: Han characters in overlapping pairs, as the index has them.
INSERT INTO search_open (rowid, title, body)
WITH RECURSIVE titles (seq, reference, zh, en) AS (
  SELECT e.seq, replace(a.reference, '-', ''), ifnull(json_extract(a.title, '$.zh'), ''), ifnull(json_extract(a.title, '$.en'), '')
  FROM search_entries e JOIN achievements a ON a.id = e.record_id
), pairs (seq, zh, place, pair) AS (
  SELECT seq, zh, 1, substr(zh, 1, 2) FROM titles
  UNION ALL SELECT seq, zh, place + 1, substr(zh, place + 1, 2) FROM pairs WHERE place < length(zh)
)
SELECT t.seq, t.reference || ' ' || ifnull((SELECT group_concat(p.pair, ' ' ORDER BY p.place) FROM pairs p WHERE p.seq = t.seq), '') || ' ' || t.en, ''
FROM titles t;
