-- The day on which the first of a comparison's numbers was published (0: unknown); null where words are compared. What one comparison holds is no longer told by one metric's name.
ALTER TABLE comparison ADD COLUMN first_day INTEGER;
UPDATE comparison SET first_day = (
    WITH RECURSIVE part(n, depth) AS (SELECT comparison.event, 0 UNION SELECT e.n, depth + 1 FROM event e JOIN part ON e.part_of = part.n WHERE depth < 6)
    SELECT min(a.day) FROM part CROSS JOIN claim c INDEXED BY claim_event ON c.event = part.n AND c.metric = replace(comparison.metric, '~source/', '') CROSS JOIN article a ON a.n = c.article)
WHERE metric < '~' OR metric >= '~source/' AND metric < '~source0';
-- The event that a claim is lent to: what its article is about, where the article ties it to a happening beside that. Null for most.
ALTER TABLE claim ADD COLUMN story INTEGER;
CREATE INDEX claim_story ON claim (story) WHERE story IS NOT NULL;
