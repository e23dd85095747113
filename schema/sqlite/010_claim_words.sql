-- The words around a claim's number: see ClaimWords.
ALTER TABLE claim ADD COLUMN words TEXT;
UPDATE claim SET words = (SELECT claim_words(a.text, claim.sentence_start, claim.sentence_end, claim.value_start, claim.value_end) FROM article a WHERE a.n = claim.article);
-- Of the words that tell most of an article those are kept that its report is filed under, without the digit before each that said how often it stands there.
UPDATE local_event SET profile = json_set(profile, '$.body', (SELECT json_group_array(substr(word, 2)) FROM (SELECT value AS word FROM json_each(profile, '$.body') ORDER BY key LIMIT 4)))
WHERE json_array_length(profile, '$.body') > 0 AND NOT EXISTS (SELECT 1 FROM json_each(profile, '$.body') WHERE value NOT GLOB '[1-9]*');
DELETE FROM event_key;
INSERT INTO event_key (key, report) SELECT DISTINCT k.value, r.n FROM local_event r, json_each(event_keys(r.profile)) k ORDER BY k.value, r.n;
