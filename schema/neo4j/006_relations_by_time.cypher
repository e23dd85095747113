// Relations of one entity in the order of time: a page of them is a stretch of the index, however many there are.
CREATE INDEX relation_subject_day IF NOT EXISTS FOR (n:Relation) ON (n.subject, n.day);
CREATE INDEX relation_object_day IF NOT EXISTS FOR (n:Relation) ON (n.object, n.day);
