-- What an article is about is compared by more words of it, and by its numbers; it is filed under the names that it is about above all.
UPDATE local_event SET profile = (SELECT with_article(local_event.profile, a.contribution, a.text) FROM article a WHERE a.n = local_event.article) WHERE profile ->> '$.prominence' = 'main';
DELETE FROM event_key;
INSERT INTO event_key (key, report) SELECT DISTINCT k.value, r.n FROM local_event r, json_each(event_keys(r.profile)) k ORDER BY k.value, r.n;
