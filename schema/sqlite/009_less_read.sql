-- Reports are filed for those of a day and those of none apart: see EventKeys.
DELETE FROM event_key;
INSERT INTO event_key (key, report) SELECT DISTINCT k.value, r.n FROM local_event r, json_each(event_keys(r.profile)) k ORDER BY k.value, r.n;

-- The most confident of an entity's relations, found in the index alone.
DROP INDEX relation_subject;
CREATE INDEX relation_subject ON relation (subject, day DESC, id, object, predicate, article, confidence);
DROP INDEX relation_object;
CREATE INDEX relation_object ON relation (object, day DESC, id, subject, predicate, article, confidence);
-- What a link counts: how many relations in how many articles.
DROP INDEX relation_pair;
CREATE INDEX relation_pair ON relation (subject, object, predicate, confidence DESC, id, article) WHERE subject IS NOT NULL AND object IS NOT NULL;

-- A quote's row number is its article's times 2^16 plus the number in its local id, moved by the article's number: see SqliteSearchWords.
DROP TABLE quote_words;
CREATE VIRTUAL TABLE quote_words USING fts5(quote, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4');
INSERT INTO quote_words (rowid, quote)
    SELECT ((a.day << 24) | a.n) * 65536 + (CAST(substr(q.id, length(a.id) + 3) AS INTEGER) + a.n * 40503) % 65536 AS number, substr16(a.text, q.content_start, q.content_end)
    FROM quote q JOIN article a ON a.n = q.article ORDER BY number;
