-- What a neighbourhood shows is counted when it is written: a hub's links are read, not its relations.

ALTER TABLE link ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link ADD COLUMN example TEXT NOT NULL DEFAULT '';   -- the ordinally first relation's id
UPDATE link SET (articles, example) = (
    SELECT count(DISTINCT r.article), min(r.id) FROM relation r WHERE r.subject = link.subject AND r.object = link.object AND r.predicate = link.predicate);

-- Relations of any predicate between two entities, counted from either side; the strongest of an entity are read first.
CREATE TABLE neighbour (
    entity INTEGER NOT NULL,
    other INTEGER NOT NULL,
    relations INTEGER NOT NULL,
    PRIMARY KEY (entity, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX neighbour_strength ON neighbour (entity, relations DESC);
INSERT INTO neighbour (entity, other, relations)
    SELECT entity, other, sum(relations) FROM (
        SELECT subject AS entity, object AS other, relations FROM link WHERE subject <> object
        UNION ALL SELECT object, subject, relations FROM link WHERE subject <> object)
    GROUP BY entity, other;

-- The largest numbers of a metric, and the largest of all.
CREATE INDEX claim_metric_number ON claim (metric, number DESC);
DROP INDEX claim_number;
CREATE INDEX claim_number ON claim (number DESC);
