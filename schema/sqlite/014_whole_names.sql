-- The letter that parts the names of an entity stands before the first and behind the last too, so that the index tells a name that is, or begins with, what is searched for.
INSERT INTO entity_words (entity_words) VALUES ('delete-all');
INSERT INTO entity_words (rowid, name) SELECT e.n, (
        SELECT char(57344) || ' ' || group_concat(text, ' ' || char(57344) || ' ') || ' ' || char(57344)
        FROM (SELECT value ->> 0 AS text FROM json_each(e.names) UNION SELECT e.name))
    FROM entity e ORDER BY e.n;
