// Links between the entities of a set, by both their ends.
CREATE INDEX link_ends IF NOT EXISTS FOR (n:Link) ON (n.subject, n.object);

// Two entities that relations join, whatever their predicate and direction, once: neighbours of either in the order of their rank, which is the number of relations negated. Newest state only.
CREATE CONSTRAINT pair_id IF NOT EXISTS FOR (n:Pair) REQUIRE n.id IS UNIQUE;
CREATE INDEX pair_first IF NOT EXISTS FOR (n:Pair) ON (n.first, n.rank, n.second);
CREATE INDEX pair_second IF NOT EXISTS FOR (n:Pair) ON (n.second, n.rank, n.first);
MATCH (l:Link) WHERE l.subject <> l.object WITH CASE WHEN l.subject < l.object THEN [l.subject, l.object] ELSE [l.object, l.subject] END AS ends, sum(l.relations) AS relations CALL (ends, relations) { MERGE (p:Pair {id: ends[0] + '|' + ends[1]}) SET p.first = ends[0], p.second = ends[1], p.rank = -relations } IN TRANSACTIONS OF 10000 ROWS;
