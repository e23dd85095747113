// Relations of one predicate between two entities, counted: the edges that neighbourhoods and paths walk along. Newest state only.
CREATE CONSTRAINT link_id IF NOT EXISTS FOR (n:Link) REQUIRE n.id IS UNIQUE;
CREATE INDEX link_subject IF NOT EXISTS FOR (n:Link) ON (n.subject);
CREATE INDEX link_object IF NOT EXISTS FOR (n:Link) ON (n.object);
MATCH (f:Relation) WHERE f.subject IS NOT NULL AND f.object IS NOT NULL WITH f.subject AS subject, f.predicate AS predicate, f.object AS object, count(*) AS relations, count(DISTINCT f.article) AS articles, min(f.id) AS example CALL (subject, predicate, object, relations, articles, example) { MERGE (l:Link {id: subject + '|' + predicate + '|' + object}) SET l.subject = subject, l.predicate = predicate, l.object = object, l.relations = relations, l.articles = articles, l.example = example } IN TRANSACTIONS OF 10000 ROWS;

// Facts in the order of their confidence.
CREATE INDEX relation_confidence IF NOT EXISTS FOR (n:Relation) ON (n.confidence);
CREATE INDEX quote_confidence IF NOT EXISTS FOR (n:Quote) ON (n.confidence);
CREATE INDEX claim_confidence IF NOT EXISTS FOR (n:Claim) ON (n.confidence);
