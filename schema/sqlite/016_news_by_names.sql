-- What was published in days of each other is found by two names of its beginning, and no longer by one word that is anywhere in it.
DELETE FROM event_key;
INSERT INTO event_key (key, report) SELECT DISTINCT k.value, r.n FROM local_event r, json_each(event_keys(r.profile)) k ORDER BY k.value, r.n;
