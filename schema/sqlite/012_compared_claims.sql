-- The claims that a comparison of numbers compares, as a JSON array of their ids, so that a reader need not group all of the event again; null where words are compared. The program fills it (ComparedClaims).
ALTER TABLE comparison ADD COLUMN claims TEXT;
-- Reports without a day are filed under a name with a word beside it too.
DELETE FROM event_key;
INSERT INTO event_key (key, report) SELECT DISTINCT k.value, r.n FROM local_event r, json_each(event_keys(r.profile)) k ORDER BY k.value, r.n;
