// The day on which the first of a comparison's numbers was published; none where words are compared.
MATCH (f:Comparison) WHERE NOT f.metric STARTS WITH '~' OR f.metric STARTS WITH '~source/' CALL (f) { MATCH (p:Event)-[:PART_OF*0..6]->(:Event {id: f.event}) MATCH (c:Claim {event: p.id}) WHERE c.metric = replace(f.metric, '~source/', '') WITH f, min(c.published) AS first SET f.firstDay = first } IN TRANSACTIONS OF 1000 ROWS;

// The event that a claim is lent to: what its article is about, where the article ties it to a happening beside that.
CREATE INDEX claim_story IF NOT EXISTS FOR (n:Claim) ON (n.story);
