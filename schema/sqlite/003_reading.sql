-- What reads want in order that no index had.

CREATE INDEX comparison_metric ON comparison (metric, rank, id);
CREATE INDEX comparison_kind ON comparison (kind, rank, id);

-- Articles without a title stand first among the titles.
DROP INDEX article_title;
CREATE INDEX article_title ON article (coalesce(title, ''), id);
