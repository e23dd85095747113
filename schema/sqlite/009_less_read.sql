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
