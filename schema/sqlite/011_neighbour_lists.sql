-- Whom relations connect an entity with, as lists in few rows: a neighbourhood reads those of hundreds of entities, which have a hundred thousand neighbours between them.
-- A row's number is the entity's times 2^32, plus the row number from which on neighbours are in its list: see NeighbourList.
DROP TABLE neighbour;
CREATE TABLE neighbour (
    n INTEGER PRIMARY KEY,
    links BLOB NOT NULL
) STRICT;
INSERT INTO neighbour (n, links)
    SELECT entity << 32, neighbour_list(json_group_array(json_array(other, incoming, json(outgoing)))) FROM (
        SELECT entity, other, sum(incoming) AS incoming, json_group_array(outgoing) FILTER (WHERE outgoing IS NOT NULL) AS outgoing FROM (
            SELECT subject AS entity, object AS other, 0 AS incoming, relations AS outgoing FROM link
            UNION ALL SELECT object, subject, relations, NULL FROM link WHERE subject <> object)
        GROUP BY entity, other)
    GROUP BY entity;
