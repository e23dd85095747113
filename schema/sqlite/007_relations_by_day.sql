-- Who did what to whom on which days, read from the index alone: within a range of days a neighbourhood counts relations. In order of day and id as before.
DROP INDEX relation_subject;
CREATE INDEX relation_subject ON relation (subject, day DESC, id, object, predicate, article);
DROP INDEX relation_object;
CREATE INDEX relation_object ON relation (object, day DESC, id, subject, predicate, article);
